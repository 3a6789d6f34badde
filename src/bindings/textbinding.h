// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/sharedtext.h>

namespace Racer {

class TextBindingPrivate;
class UndoStack;

class RACER_CLIENT_EXPORT TextBinding : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY canUndoChanged)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY canRedoChanged)
    Q_PROPERTY(bool composing READ isComposing NOTIFY composingChanged)
public:
    ~TextBinding() override;

    [[nodiscard]] Model source() const;
    void setSource(const Model &model);
    void clearSource();
    [[nodiscard]] SharedText *sharedText() const;

    [[nodiscard]] UndoStack *undoStack() const;
    void setUndoStack(UndoStack *stack);
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    [[nodiscard]] bool isComposing() const;

public Q_SLOTS:
    void undo();
    void redo();

Q_SIGNALS:
    void undoStackChanged();
    void canUndoChanged();
    void canRedoChanged();
    void composingChanged();

protected:
    explicit TextBinding(QObject *parent = nullptr);

    // The editor. All places are UTF-16 units of the shared text, which the editor shows.
    [[nodiscard]] virtual bool hasEditor() const = 0;
    [[nodiscard]] virtual QString editorText() const = 0;
    virtual void editEditor(const TextSplice &splice) = 0; // in place, and without an undo step of the editor's own
    [[nodiscard]] virtual TextRange selection() const = 0;
    virtual void select(const TextRange &range) = 0;

    // To be called when there is another editor: it is shown the text.
    void load();
    // To be called for what the user, or the program, did in the editor. Changes by editEditor() are passed over.
    void edited(const TextSplice &splice);
    // While an input method composes, others' edits wait. What it commits is to be reported before this is over.
    void setComposing(bool composing);
    [[nodiscard]] bool isEditing() const; // in editEditor() or select()

private:
    friend class TextBindingPrivate;
    const std::unique_ptr<TextBindingPrivate> d;
};

} // namespace Racer
