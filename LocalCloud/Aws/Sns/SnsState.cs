using System.Globalization;
using System.Text.Json;
using LocalCloud.Aws.Sns.Deliveries;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Platform;
using LocalCloud.Aws.Sns.Sms;
using LocalCloud.Aws.Sns.Subscriptions;
using LocalCloud.Aws.Sns.Topics;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Sns;

/// <summary>Topics with their subscriptions, and the messages that some subscriber has not got yet.</summary>
internal sealed class SnsState : ServiceState
{
    private const string TopicTable = "topics",
        SubscriptionTable = "subscriptions",
        MessageTable = "messages",
        DeliveryTable = "deliveries",
        TextMessageTable = "texts",
        SmsTable = "sms",
        SandboxTable = "sandbox",
        PlatformTable = "platforms",
        PushTable = "pushes";

    private long _lastNumber;

    internal SnsState(SnsService service, Scope scope)
        : base(service, scope) { }

    internal new SnsService Service => (SnsService)base.Service;

    internal SortedDictionary<string, Topic> Topics { get; } = new(StringComparer.Ordinal);

    internal PendingDeliveries Pending { get; } = new();

    /// <summary>SMS, oldest first.</summary>
    internal SortedDictionary<long, TextMessage> TextMessages { get; } = [];

    /// <summary>Of platform endpoints, oldest first.</summary>
    internal SortedDictionary<long, PushMessage> PushMessages { get; } = [];

    internal SortedDictionary<string, SandboxNumber> SandboxNumbers { get; } = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, string> SmsAttributes { get; private set; } = new Dictionary<string, string>();

    internal SortedDictionary<string, PlatformApplication> PlatformApplications { get; } = new(StringComparer.Ordinal);

    /// <summary>Grows from message to message, across restarts too, because it starts with the time.</summary>
    internal long NextNumber() => _lastNumber = Math.Max(_lastNumber + 1, Time.GetUtcNow().ToUnixTimeMilliseconds() << 20);

    internal void Put(Changes changes, Topic topic)
    {
        Topics[topic.Name] = topic;
        changes.Put(TopicTable, topic.Name, topic.Row, SnsJson.Default.TopicRow);
    }

    internal void Delete(Changes changes, Topic topic)
    {
        topic.ForgetAll(changes);
        topic.Deduplication.Clear(changes);
        Topics.Remove(topic.Name);
        changes.Delete(TopicTable, topic.Name);
    }

    internal void Put(Changes changes, Subscription subscription)
    {
        subscription.Topic.Add(subscription);
        changes.Put(SubscriptionTable, Key(subscription), subscription.Row, SnsJson.Default.SubscriptionRow);
    }

    internal void Delete(Changes changes, Subscription subscription)
    {
        subscription.Topic.Remove(subscription);
        changes.Delete(SubscriptionTable, Key(subscription));
    }

    internal void Put(Changes changes, PublishedMessage message) =>
        changes.Put(MessageTable, message.Key, message, SnsJson.Default.PublishedMessage);

    internal void Put(Changes changes, Delivery delivery)
    {
        Pending.Put(delivery);
        changes.Put(DeliveryTable, delivery.Key, delivery, SnsJson.Default.Delivery);
    }

    /// <summary>What has to be delivered next in the same order, if anything waits behind it.</summary>
    internal Delivery? Delete(Changes changes, Delivery delivery)
    {
        var next = Pending.Remove(delivery, out var last);
        changes.Delete(DeliveryTable, delivery.Key);
        if (last)
            changes.Delete(MessageTable, delivery.Message.Key);
        return next;
    }

    internal void Put(Changes changes, TextMessage text)
    {
        TextMessages[text.Number] = text;
        changes.Put(TextMessageTable, Key(text.Number), text, SnsJson.Default.TextMessage);
    }

    internal void Delete(Changes changes, TextMessage text)
    {
        TextMessages.Remove(text.Number);
        changes.Delete(TextMessageTable, Key(text.Number));
    }

    internal void Put(Changes changes, PushMessage push)
    {
        PushMessages[push.Number] = push;
        changes.Put(PushTable, Key(push.Number), push, SnsJson.Default.PushMessage);
    }

    internal void Delete(Changes changes, PushMessage push)
    {
        PushMessages.Remove(push.Number);
        changes.Delete(PushTable, Key(push.Number));
    }

    internal void Put(Changes changes, SandboxNumber number)
    {
        SandboxNumbers[number.PhoneNumber] = number;
        changes.Put(SandboxTable, number.PhoneNumber, number, SnsJson.Default.SandboxNumber);
    }

    internal void Delete(Changes changes, SandboxNumber number)
    {
        SandboxNumbers.Remove(number.PhoneNumber);
        changes.Delete(SandboxTable, number.PhoneNumber);
    }

    internal void PutSmsAttributes(Changes changes, Dictionary<string, string> attributes)
    {
        SmsAttributes = attributes;
        changes.Put(SmsTable, "attributes", attributes, SnsJson.Default.DictionaryStringString);
    }

    internal void Put(Changes changes, PlatformApplication application)
    {
        PlatformApplications[application.Resource] = application;
        changes.Put(PlatformTable, application.Resource, application, SnsJson.Default.PlatformApplication);
    }

    internal void Delete(Changes changes, PlatformApplication application)
    {
        PlatformApplications.Remove(application.Resource);
        changes.Delete(PlatformTable, application.Resource);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        var deduplication = new List<StoredRow>();
        var deliveries = new List<Delivery>();
        var messages = new Dictionary<string, PublishedMessage>(StringComparer.Ordinal);
        var subscriptions = new List<SubscriptionRow>();
        foreach (var row in rows)
            switch (row.Table)
            {
                case Deduplication.Table:
                    deduplication.Add(row);
                    break;
                case DeliveryTable:
                    deliveries.Add(JsonSerializer.Deserialize(row.Value, SnsJson.Default.Delivery)!);
                    break;
                case MessageTable:
                    messages[row.Key] = JsonSerializer.Deserialize(row.Value, SnsJson.Default.PublishedMessage)!;
                    break;
                case SubscriptionTable:
                    subscriptions.Add(JsonSerializer.Deserialize(row.Value, SnsJson.Default.SubscriptionRow)!);
                    break;
                case PlatformTable:
                    PlatformApplications[row.Key] = JsonSerializer.Deserialize(row.Value, SnsJson.Default.PlatformApplication)!;
                    break;
                case PushTable:
                    var push = JsonSerializer.Deserialize(row.Value, SnsJson.Default.PushMessage)!;
                    PushMessages[push.Number] = push;
                    break;
                case SandboxTable:
                    SandboxNumbers[row.Key] = JsonSerializer.Deserialize(row.Value, SnsJson.Default.SandboxNumber)!;
                    break;
                case SmsTable:
                    SmsAttributes = JsonSerializer.Deserialize(row.Value, SnsJson.Default.DictionaryStringString)!;
                    break;
                case TextMessageTable:
                    var text = JsonSerializer.Deserialize(row.Value, SnsJson.Default.TextMessage)!;
                    TextMessages[text.Number] = text;
                    break;
                case TopicTable:
                    Topics[row.Key] = new Topic(this, JsonSerializer.Deserialize(row.Value, SnsJson.Default.TopicRow)!);
                    break;
            }
        foreach (var row in subscriptions.OrderBy(s => s.Number))
            if (Topics.TryGetValue(row.Topic, out var topic))
                topic.Add(new Subscription(topic, row));
        foreach (var row in deduplication)
            Topics.GetValueOrDefault(row.Key[..row.Key.IndexOf('/')])?.Deduplication.Restore(row);
        foreach (var delivery in deliveries)
            if (messages.TryGetValue(delivery.MessageKey, out var message))
                Pending.Put(delivery with { Message = message });
        foreach (var key in messages.Keys)
            _lastNumber = Math.Max(_lastNumber, long.Parse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    private static string Key(long number) => number.ToString("x16", CultureInfo.InvariantCulture);

    private static string Key(Subscription subscription) => $"{subscription.Topic.Name}/{subscription.Row.Id}";
}
