using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Topics;

/// <summary>The stored form of a topic.</summary>
/// <param name="Attributes">Those that were set; what has a default and was not set is not among them.</param>
internal sealed record TopicRow(
    string Name,
    Dictionary<string, string> Attributes,
    List<ResourceTag> Tags,
    string? DataProtectionPolicy,
    DateTimeOffset Created
);

internal sealed class Topic
{
    private readonly Dictionary<string, Subscription> _subscriptions = new(StringComparer.Ordinal);

    public Topic(SnsState state, TopicRow row)
    {
        (State, Row) = (state, row);
        Deduplication = new(this);
    }

    public SnsState State { get; }

    public TopicRow Row { get; set; }

    public string Name => Row.Name;

    public string Arn => State.Scope.Arn("sns", Name);

    public bool IsFifo => Attribute("FifoTopic") == "true";

    public bool DeduplicatesByContent => Attribute("ContentBasedDeduplication") == "true";

    public TopicHistory History { get; } = new();

    public Deduplication Deduplication { get; }

    /// <summary>Oldest first; the deleted ones are among them, those that nobody confirmed in time are not.</summary>
    public IEnumerable<Subscription> Subscriptions =>
        _subscriptions.Values.Where(s => !IsOver(s) || s.Row.Deleted).OrderBy(s => s.Row.Number);

    public string? Attribute(string name) => Row.Attributes.GetValueOrDefault(name);

    public Subscription? Find(string id) =>
        _subscriptions.GetValueOrDefault(id) is { Row.Deleted: false } subscription && !IsOver(subscription) ? subscription : null;

    public void Add(Subscription subscription) => _subscriptions[subscription.Row.Id] = subscription;

    public void Remove(Subscription subscription) => _subscriptions.Remove(subscription.Row.Id);

    /// <summary>Those that nobody confirmed in time, and of the deleted those that can no longer be restored.</summary>
    public void Forget(Changes changes)
    {
        foreach (var subscription in _subscriptions.Values.Where(IsOver).ToList())
            State.Delete(changes, subscription);
    }

    public void ForgetAll(Changes changes)
    {
        foreach (var subscription in _subscriptions.Values.ToList())
            State.Delete(changes, subscription);
    }

    private bool IsOver(Subscription subscription) =>
        (subscription.Row.Deleted || !subscription.Row.Confirmed) && State.Time.GetUtcNow() - subscription.Row.Since >= Tokens.Lifetime;
}
