// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeldiff_p.h"

#include <cmath>

namespace Racer {

void applyArrayDiff(Write &write, Document &document, const Value &after, const std::vector<ArrayEdit> &edits,
                    std::vector<Confirmation> &parts)
{
    const auto submitted = [&write, &parts] {
        if (write.submission.state)
            parts.emplace_back(std::exchange(write.submission.state, {}));
    };
    for (const ArrayEdit &edit : edits) {
        switch (edit.kind) {
        case ArrayEdit::Kind::Remove: {
            const Value removed = document.remove(write.path, edit.from, edit.howMany, write.submission);
            submitted();
            write.emitIfWanted<RemoveEvent>(edit.from, removed);
            break;
        }
        case ArrayEdit::Kind::Move:
            document.move(write.path, edit.from, edit.to, edit.howMany, write.submission);
            submitted();
            write.emitIfWanted<MoveEvent>(edit.from, edit.to, edit.howMany);
            break;
        case ArrayEdit::Kind::Insert: {
            Value values = Value::array();
            for (qsizetype i = 0; i < edit.howMany; ++i)
                values.append(after.at(edit.source + i));
            document.insert(write.path, edit.from, values, write.submission);
            submitted();
            write.emitIfWanted<InsertEvent>(edit.from, values);
            break;
        }
        }
    }
}

namespace {

// Only what is inserted is new to the array.
void acceptInsertions(const Write &write, const std::vector<ArrayEdit> &edits, Value &after)
{
    if (!write.mayFeedRefList())
        return;
    for (const ArrayEdit &edit : edits) {
        for (qsizetype i = edit.source; edit.kind == ArrayEdit::Kind::Insert && i < edit.source + edit.howMany; ++i) {
            Value value = after.at(i);
            write.acceptElement(value);
            if (!value.isSame(after.at(i)))
                after.set(i, std::move(value));
        }
    }
}

Mutation performArrayDiff(const Model &model, const Path &path, Value after, const std::vector<ArrayEdit> &edits,
                          RootModelPrivate *root)
{
    std::vector<Confirmation> parts;
    Mutation mutation = Write::performAt(model, root->dereferenced(path), u"applyArrayDiff",
                                         [&](Document &document, Write &write) {
        acceptInsertions(write, edits, after);
        applyArrayDiff(write, document, after, edits, parts);
        return Value();
    });
    if (parts.empty())
        return mutation;
    parts.push_back(std::move(mutation));
    return Mutation(Value(), root->all(std::move(parts)));
}

Mutation diffArrays(const Model &model, const Path &path, const Value &after, ItemEquality equality,
                    RootModelPrivate *root)
{
    const Value before = root->get(path);
    if (before.isNumber() && after.isNumber() ? before.toDouble() == after.toDouble() : before.isSame(after))
        return Mutation(Value()); // NaN is not itself, as in Racer
    if (!before.isArray() || !after.isArray())
        return Mutation(Value(), model.scope().set(path, after));
    return performArrayDiff(model, path, after, arrayDiff(before, after, equality), root);
}

bool isIdentical(const Value &a, const Value &b)
{
    if (!a.isNumber() || !b.isNumber())
        return a.isSame(b);
    const double left = a.toDouble();
    const double right = b.toDouble();
    return left == right || (std::isnan(left) && std::isnan(right));
}

// Collects what turns "before" into "after" with the fewest changes, and makes them.
class DeepDiff
{
public:
    DeepDiff(const Model &model, RootModelPrivate *root) : m_model(model), m_root(root) { }

    void diff(const Path &path, const Value &before, const Value &after)
    {
        if (before.isArray() && after.isArray())
            diffArrays(path, before, after);
        else if (before.isObject() && after.isObject())
            diffObjects(path, before, after);
        else
            m_parts.push_back(m_model.setDiff(path, after));
    }

    [[nodiscard]] Confirmation confirmation() { return m_root->all(std::move(m_parts)); }

private:
    void diffArrays(const Path &path, const Value &before, const Value &after)
    {
        const std::vector<ArrayEdit> edits = arrayDiff(before, after, ItemEquality::Deep);
        if (edits.empty())
            return;
        const bool replacesOne = edits.size() == 2 && edits[0].kind == ArrayEdit::Kind::Remove
            && edits[1].kind == ArrayEdit::Kind::Insert && edits[0].howMany == 1 && edits[1].howMany == 1
            && edits[0].from == edits[1].from;
        if (replacesOne) {
            const qsizetype index = edits[0].from;
            diff(path / Key::fromIndex(index), before.at(index), after.at(index));
        } else {
            m_parts.push_back(performArrayDiff(m_model, path, after, edits, m_root));
        }
    }

    void diffObjects(const Path &path, const Value &before, const Value &after)
    {
        // A remote document's id is not part of its data.
        const bool keepsId = path.size() == 2 && !RootModelPrivate::isLocal(path.first());
        for (const Key &key : before.keys()) {
            if (!after.contains(key) && !(keepsId && key == QStringView(u"id")))
                m_parts.push_back(m_model.del(path / key));
        }
        for (const Key &key : after.keys()) {
            if (!(before.value(key) == after.value(key)))
                diff(path / key, before.value(key), after.value(key));
        }
    }

    const Model m_model;
    RootModelPrivate *const m_root;
    std::vector<Confirmation> m_parts;
};

} // namespace

/*!
    Stores \a value at \a subpath unless it is there already: the same scalar, or the very container that get()
    returned. Its value is the previous one.
*/
Mutation Model::setDiff(PathArg subpath, Value value) const
{
    return Write::perform(*this, subpath, u"setDiff", [&](Document &document, Write &write) {
        Value current = document.get(write.path);
        if (isIdentical(current, value))
            return current;
        write.acceptValue(value);
        document.set(write.path, value, write.submission);
        write.emitIfWanted<ChangeEvent>(write.shown(value), current);
        return current;
    });
}

/*!
    Makes the value at \a subpath equal to \a value by the fewest changes inside it: members deleted and set, elements
    removed, moved and inserted, going deeper where one member or element differs. A scalar, or a container of the
    other kind, is replaced.
*/
Mutation Model::setDiffDeep(PathArg subpath, const Value &value) const
{
    const Path path = m_root->resolve(*this, subpath);
    const WriteScope oneWrite(m_root->recorders, m_passed);
    DeepDiff deep(scope(), m_root);
    deep.diff(path, m_root->get(path), value);
    return Mutation(Value(), deep.confirmation());
}

/*!
    Makes the array at \a subpath equal to \a value by removals, moves and insertions. Elements are the same if they are
    the same scalar, or the very container that get() returned. Anything but two arrays is set.
*/
Mutation Model::setArrayDiff(PathArg subpath, const Value &value) const
{
    return diffArrays(*this, m_root->resolve(*this, subpath), value, ItemEquality::Same, m_root);
}

/*! As setArrayDiff(), with elements compared by their content. */
Mutation Model::setArrayDiffDeep(PathArg subpath, const Value &value) const
{
    return diffArrays(*this, m_root->resolve(*this, subpath), value, ItemEquality::Deep, m_root);
}

} // namespace Racer
