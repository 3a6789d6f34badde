// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "undowriter_p.h"

namespace Racer {

namespace {

qsizetype lastIndex(const Value &component)
{
    const Value &p = component.value(u"p");
    return qsizetype(p.at(p.size() - 1).toInteger());
}

void writeComponent(const Model &root, const DocName &document, const Value &component)
{
    const auto has = [&component](QStringView name) { return component.contains(name); };
    const Path path = componentPath(document, component, false);
    const auto parent = [&] { return componentPath(document, component, true); };
    if (has(u"oi"))
        root.set(path, component.value(u"oi"));
    else if (has(u"od"))
        root.del(path);
    else if (has(u"li") && has(u"ld"))
        root.set(path, component.value(u"li"));
    else if (has(u"li"))
        root.insert(parent(), lastIndex(component), Value::array({component.value(u"li")}));
    else if (has(u"ld"))
        root.remove(parent(), lastIndex(component));
    else if (has(u"lm"))
        root.move(parent(), lastIndex(component), qsizetype(component.value(u"lm").toInteger()));
    else if (has(u"si"))
        root.stringInsert(parent(), lastIndex(component), component.value(u"si").stringView());
    else if (has(u"sd"))
        root.stringRemove(parent(), lastIndex(component), component.value(u"sd").size());
    else if (has(u"na"))
        root.increment(path, component.value(u"na").toDouble());
    else if (has(u"t"))
        root.subtypeSubmit(path, component.value(u"t").toKey(), component.value(u"o"));
}

} // namespace

Path componentPath(const DocName &document, const Value &component, bool parent)
{
    const Value &p = component.value(u"p");
    QList<Key> segments;
    segments.reserve(p.size() + 2);
    if (!document.collection.isEmpty())
        segments << document.collection << document.id;
    for (qsizetype i = 0; i < p.size() - (parent ? 1 : 0); ++i) {
        const Value &segment = p.at(i);
        segments << (segment.isNumber() ? Key::fromIndex(segment.toInteger()) : segment.toKey());
    }
    return Path(std::move(segments));
}

void writeUndoOp(const Model &root, const DocName &document, const UndoOp &op)
{
    const Path path({document.collection, document.id});
    switch (op.kind) {
    case UndoOp::Kind::Create:
        root.create(path, op.value);
        break;
    case UndoOp::Kind::Del:
        root.del(path);
        break;
    case UndoOp::Kind::Edit:
        writeComponent(root, document, op.value.at(0));
        break;
    }
}

qsizetype caretAfter(const Value &component)
{
    if (component.contains(u"si"))
        return lastIndex(component) + component.value(u"si").size();
    return component.contains(u"sd") ? lastIndex(component) : -1;
}

} // namespace Racer
