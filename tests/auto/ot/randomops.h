// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <random>

// Random documents, and json0 ops that are truthful about them: old values are those of the document, indexes are in
// range. Strings are edited in one of json0's two ways only, as mixing them does not converge in json0 itself.
class RandomOps
{
public:
    enum class Strings { TextComponents, Subtype };

    RandomOps(quint32 seed, Strings strings) : m_random(seed), m_strings(strings) { }

    int below(int limit) { return int(m_random() % quint32(limit)); }
    bool chance(int percent) { return below(100) < percent; }

    Racer::Value document() { return value(3); }
    Racer::Value value(int depth);
    // Up to "size" components, each made for the document as the ones before leave it.
    Racer::Value op(const Racer::Value &document, int size);

private:
    Racer::Value scalar();
    Racer::Value component(const Racer::Value &document);
    Racer::Value textComponent(Racer::Value path, const Racer::Value &text);
    Racer::Value listComponent(Racer::Value path, const Racer::Value &list);
    Racer::Value objectComponent(Racer::Value path, const Racer::Value &object);
    Racer::Key key();

    std::mt19937 m_random;
    Strings m_strings;
};
