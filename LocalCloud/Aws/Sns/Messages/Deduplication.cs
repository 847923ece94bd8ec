using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LocalCloud.Aws.Sns.Topics;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Sns.Messages;

/// <summary>What was answered for a deduplication id, and how long that holds.</summary>
internal sealed record Accepted(string MessageId, string SequenceNumber, DateTimeOffset Until);

/// <summary>The deduplication ids that a FIFO topic has accepted within the last five minutes.</summary>
internal sealed class Deduplication(Topic topic)
{
    public const string Table = "deduplication";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Accepted> _accepted = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _byTime = new();

    public Accepted? Find(string group, string id, Changes changes)
    {
        var now = topic.State.Time.GetUtcNow();
        while (_byTime.TryPeek(out var key, out var until) && until <= now)
        {
            _byTime.Dequeue();
            Forget(key, changes);
        }
        return _accepted.GetValueOrDefault(Key(group, id));
    }

    public void Remember(string group, string id, PublishedMessage message, Changes changes)
    {
        var accepted = new Accepted(message.Id, message.SequenceNumber!, message.Published + Window);
        var key = Key(group, id);
        Keep(key, accepted);
        changes.Put(Table, $"{topic.Name}/{key}", accepted, SnsJson.Default.Accepted);
    }

    public void Restore(StoredRow row) =>
        Keep(row.Key[(topic.Name.Length + 1)..], JsonSerializer.Deserialize(row.Value, SnsJson.Default.Accepted)!);

    public void Clear(Changes changes)
    {
        foreach (var key in _accepted.Keys.ToList())
            Forget(key, changes);
        _byTime.Clear();
    }

    private void Keep(string key, Accepted accepted)
    {
        _accepted[key] = accepted;
        _byTime.Enqueue(key, accepted.Until);
    }

    private void Forget(string key, Changes changes)
    {
        _accepted.Remove(key);
        changes.Delete(Table, $"{topic.Name}/{key}");
    }

    private string Key(string group, string id) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(topic.Attribute("FifoThroughputScope") == "MessageGroup" ? $"{group}\0{id}" : id))
        );
}
