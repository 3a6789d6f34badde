// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerguiexport.h>
#include <Racer/textbinding.h>

QT_BEGIN_NAMESPACE
class QTextDocument;
QT_END_NAMESPACE

namespace Racer {

class DocumentTextBindingPrivate;

class RACER_GUI_EXPORT DocumentTextBinding : public TextBinding
{
    Q_OBJECT
public:
    explicit DocumentTextBinding(QObject *parent = nullptr);
    DocumentTextBinding(QTextDocument *document, const Model &model, QObject *parent = nullptr);
    ~DocumentTextBinding() override;

    [[nodiscard]] QTextDocument *document() const;
    void setDocument(QTextDocument *document);

protected:
    [[nodiscard]] bool hasEditor() const override;
    [[nodiscard]] QString editorText() const override;
    void editEditor(const TextSplice &splice) override;
    // A document has no caret of its own; who shows it overrides these.
    [[nodiscard]] TextRange selection() const override;
    void select(const TextRange &range) override;

private:
    const std::unique_ptr<DocumentTextBindingPrivate> d;
};

} // namespace Racer
