// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "recordedlocaldoc_p.h"
#include "references_p.h"
#include "rootmodel_p.h"

#include <optional>

namespace Racer {

// One mutation on its way: the absolute path, the document, what has to be sent, and the events. Every mutator of a
// model goes through perform(), where refs are followed.
class Write
{
public:
    // Calls change(document, write), which returns the mutation's value. An Error that it throws becomes the
    // confirmation's.
    template<References::Target Target = References::Target::Value, typename F>
    [[nodiscard]] static Mutation perform(const Model &model, const PathArg &subpath, QStringView method, F &&change)
    {
        Path storage;
        const Path &path = model.m_root->resolve(model, subpath, storage);
        if (model.m_root->references) {
            Path target = model.m_root->references->dereference(path, Target);
            if (const Error refused = model.m_root->redirect(target, method, model.m_passed))
                return Mutation(Value(), model.m_root->failed(refused));
            return performAt(model, target, method, std::forward<F>(change));
        }
        if (path.isRoot() || RootModelPrivate::isLocal(path.first()))
            return performAt(model, path, method, std::forward<F>(change));
        // Handlers of the document may use the cache that the path stands in.
        return performAt(model, Path(path), method, std::forward<F>(change));
    }
    // "path" may be the cache's as long as nothing but local data is changed before the events.
    template<typename F>
    [[nodiscard]] static Mutation performAt(const Model &model, const Path &path, QStringView method, F &&change)
    {
        try {
            const WriteScope scope(model.m_root->recorders, model.m_passed);
            Write write(model, path, method);
            Value value = change(write.document(), write);
            if (model.m_silent)
                model.m_root->events.noteSilentChange(path);
            return Mutation(std::move(value), Confirmation(std::move(write.submission.state)));
        } catch (const Error &error) {
            if (model.m_root->references) // on the way to where it failed, shared nodes were copied
                model.m_root->references->renew(path, References::Cause::Silent);
            return Mutation(Value(), model.m_root->failed(error));
        }
    }

    [[nodiscard]] Document &document() noexcept { return *m_document; }
    [[nodiscard]] bool wants(Event::Type type) const noexcept
    {
        return !m_model.m_silent && m_root->events.wants(type);
    }
    // Ahead of the change: what a refList makes of a value, or of new elements, that are written to it.
    [[nodiscard]] bool mayFeedRefList() const noexcept
    {
        return m_root->references && !m_root->references->refLists.isEmpty();
    }
    void acceptValue(Value &value) const
    {
        if (m_root->references)
            m_root->references->refLists.acceptValue(path, passed(), value);
    }
    void acceptElement(Value &value) const
    {
        if (m_root->references)
            m_root->references->refLists.acceptElement(path, passed(), value);
    }
    void acceptElements(Value &values) const
    {
        if (m_root->references)
            m_root->references->refLists.acceptElements(path, passed(), values);
    }
    [[nodiscard]] const Passed &passed() const noexcept { return m_model.m_passed; }
    void emitEvent(const Event &event)
    {
        const PathCache::Pin pin(m_root->paths, path);
        m_root->events.emitEvent(event);
    }
    template<typename E, typename... Args>
    void emitIfWanted(Args &&...args)
    {
        if (wants(E::EventType))
            emitEvent(E(path, passed(), std::forward<Args>(args)...));
    }
    // The value as the event shows it: a whole remote document has its id.
    [[nodiscard]] Value shown(const Value &value) const;

    const Path &path;
    Submission submission;

private:
    Write(const Model &model, const Path &absolutePath, QStringView method);

    const Model &m_model;
    RootModelPrivate *const m_root;
    std::optional<LocalDoc> m_local;
    std::optional<RecordedLocalDoc> m_recorded; // instead, where somebody follows the changes
    Document *m_document = nullptr;
};

} // namespace Racer
