"""Writes the bundled 4-bit weights as a model folder that sentence-transformers loads offline.

The peer that the encoder benchmark and the tests of the extra `transformers` compare with:
`python tests/bench/hf_folder.py FOLDER`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from indexer.engines.bulk import bundled
from indexer.engines.weights import Pieces, Weights

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write(folder: Path) -> Path:
    """Fills `folder` with the model in single precision; needs the package safetensors. Returns the folder."""
    from safetensors.numpy import save_file

    weights = Weights(bundled())
    folder.mkdir(parents=True, exist_ok=True)
    save_file(_tensors(weights), str(folder / "model.safetensors"), metadata={"format": "pt"})
    sizes = weights.sizes
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.inner,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": 2,
        "layer_norm_eps": sizes.epsilon,
        "pad_token_id": 0,
    }
    pooling = {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True}
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    _json(folder / "config.json", config)
    _json(folder / "tokenizer.json", _tokenizer(weights.pieces))
    _json(folder / "tokenizer_config.json", _tokenizer_config())
    _json(folder / "sentence_bert_config.json", {"max_seq_length": sizes.positions, "do_lower_case": False})
    _json(folder / "1_Pooling" / "config.json", pooling)
    (folder / "2_Normalize").mkdir(exist_ok=True)
    listed = [
        {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for n, (path, kind) in enumerate(modules)
    ]
    (folder / "modules.json").write_text(json.dumps(listed), "utf-8")
    return folder


def _tensors(weights: Weights) -> dict[str, np.ndarray[Any, Any]]:
    sizes = weights.sizes
    made = {
        "embeddings.word_embeddings.weight": weights.tensor("emb.word", sizes.vocabulary, sizes.hidden),
        "embeddings.position_embeddings.weight": weights.tensor("emb.pos", sizes.positions, sizes.hidden),
        "embeddings.token_type_embeddings.weight": weights.tensor("emb.type", 2, sizes.hidden),
        "embeddings.LayerNorm.weight": weights.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.tensor("emb.ln.b"),
    }
    # A layer that nothing here uses; without it the library reports that it is missing.
    made["pooler.dense.weight"] = np.zeros((sizes.hidden, sizes.hidden), dtype=np.float32)
    made["pooler.dense.bias"] = np.zeros(sizes.hidden, dtype=np.float32)
    for layer in range(sizes.layers):
        for short, long in _LAYER.items():
            bias = weights.tensor(f"l{layer}.{short}.b")
            weight = weights.tensor(f"l{layer}.{short}.w")
            shaped = weight if short.endswith("ln") else weight.reshape(len(bias), -1)
            made[f"encoder.layer.{layer}.{long}.weight"] = shaped
            made[f"encoder.layer.{layer}.{long}.bias"] = bias
    return made


def _tokenizer(pieces: Pieces) -> dict[str, Any]:
    names = [""] * len(pieces.scores)
    for piece, number in pieces.ids.items():
        names[number] = piece
    marks = {name: pieces.ids[name] for name in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")}
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": number, "content": name, **flags} for name, number in marks.items()],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "NFKC"},
                {"type": "Replace", "pattern": {"Regex": "[\\s\\u200b]+"}, "content": " "},
            ],
        },
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "<s>", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "</s>", "type_id": 0}},
            ],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
            "special_tokens": {name: {"id": name, "ids": [marks[name]], "tokens": [name]} for name in ("<s>", "</s>")},
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {
            "type": "Unigram",
            "unk_id": pieces.unknown,
            "vocab": [[name, float(score)] for name, score in zip(names, pieces.scores, strict=True)],
            "byte_fallback": False,
        },
    }


def _tokenizer_config() -> dict[str, Any]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": 512,
        "bos_token": "<s>",
        "eos_token": "</s>",
        "cls_token": "<s>",
        "sep_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "<pad>",
        "mask_token": "<mask>",
    }


def _json(path: Path, value: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
