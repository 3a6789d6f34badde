// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodellist.h>

#include "modelreference_p.h"

#include <Racer/jsvalue.h>

#include <QtQml/QQmlInfo>

namespace Racer {

/*!
    \qmltype ModelList
    \inqmlmodule Racer
    \inherits QAbstractListModel
    \nativetype Racer::QuickModelList
    \brief The results of a subscription, or the elements or members at a path, as rows for views.

    \qml
    ListView {
        model: ModelList { subscription: open }
        delegate: TextField {
            required property var model
            text: model.title
            onEditingFinished: model.title = text // writes to the document
        }
    }
    \endqml

    Rows move, come and go one by one as the data does; when the subscription's query changes, documents that both
    queries have keep their rows. The members of items are roles; \c modelData is the whole item and \c key the
    document's id. See Racer::ListModel for more.
*/

class QuickModelListPrivate
{
public:
    explicit QuickModelListPrivate(QuickModelList *list) : q(list) { }

    QuickModelList *const q;
    QPointer<QuickSubscription> subscription;
    ModelReference model;
    QString path;

    void update()
    {
        try {
            if (subscription) {
                RootModel *root = subscription->root();
                const std::shared_ptr<ModelQuery> query = subscription->modelQuery();
                const QString results = subscription->resultsPath();
                if (!root || results.isEmpty())
                    q->clearSource();
                else if (query)
                    q->setQuery(*root, query);
                else
                    q->setSource(root->scope(results));
            } else if (const Model place = model.model(); place.isValid()) {
                q->setSource(place.at(path));
            } else {
                q->clearSource();
            }
        } catch (const Error &error) {
            qmlWarning(q) << error.message();
            q->clearSource();
        }
    }
};

/*!
    \class Racer::QuickModelList
    \inmodule Racer
    \brief The C++ side of the QML type ModelList.

    Belongs to the thread of the QML engine.
*/
QuickModelList::QuickModelList(QObject *parent)
    : ListModel(parent), d(std::make_unique<QuickModelListPrivate>(this))
{
}

QuickModelList::~QuickModelList() = default;

/*! \qmlproperty Subscription ModelList::subscription
    Whose results the rows are. Where it is set, model and path are not used. */
QuickSubscription *QuickModelList::subscription() const
{
    return d->subscription;
}

void QuickModelList::setSubscription(QuickSubscription *subscription)
{
    if (d->subscription == subscription)
        return;
    if (d->subscription)
        d->subscription->disconnect(this);
    d->subscription = subscription;
    if (subscription)
        connect(subscription, &QuickSubscription::resultsPathChanged, this, [this] { d->update(); });
    Q_EMIT subscriptionChanged();
    d->update();
}

/*! \qmlproperty var ModelList::model
    The model that path is in: a RootModel, or what at() and scope() return. */
QJSValue QuickModelList::model() const
{
    return d->model.js();
}

void QuickModelList::setModel(const QJSValue &model)
{
    if (!d->model.assign(model, this, [this] { d->update(); }))
        return;
    Q_EMIT modelChanged();
    d->update();
}

/*! \qmlproperty string ModelList::path
    An array's or object's path below model: \c "_page.items". */
QString QuickModelList::path() const
{
    return d->path;
}

void QuickModelList::setPath(const QString &path)
{
    if (d->path == path)
        return;
    d->path = path;
    Q_EMIT pathChanged();
    d->update();
}

/*! As ListModel::setData(), for what JavaScript writes: objects and arrays too. */
bool QuickModelList::setData(const QModelIndex &index, const QVariant &value, int role)
{
    try {
        return ListModel::setData(index, fromJSVariant(value).toVariant(), role);
    } catch (const Error &error) {
        qmlWarning(this) << error.message();
        return false;
    }
}

} // namespace Racer
