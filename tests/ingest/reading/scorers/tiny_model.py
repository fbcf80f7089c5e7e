"""A text-classification model of a few kilobytes: random weights and a vocabulary of two words."""

import json
from importlib import import_module

_WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad"]


def labelled(folder, *labels):
    """A folder that names its labels and holds no model."""
    names = {str(number): label for number, label in enumerate(labels)}
    (folder / "config.json").write_text(json.dumps({"id2label": names}), encoding="utf-8")
    return folder


def tiny(folder):
    """A folder with a whole model; needs the extra."""
    transformers, torch = import_module("transformers"), import_module("torch")
    torch.manual_seed(0)
    (folder / "vocab.txt").write_text("\n".join(_WORDS))
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(_WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        id2label={0: "NEG", 1: "NEU", 2: "POS"},
        label2id={"NEG": 0, "NEU": 1, "POS": 2},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return folder
