namespace LocalCloud.Aws.Sqs;

/// <summary>Which visible message is received next.</summary>
internal interface IDeliveryOrder
{
    /// <summary>A message has become visible, for the first time in this queue or because it came back from a receive.</summary>
    void Add(Message message, bool cameBack);

    /// <summary>The next one, which is in flight from now on. <paramref name="group"/> is the receive's memory between calls.</summary>
    Message? Take(ref object? group);

    /// <summary>A message that was taken is no longer in flight.</summary>
    void Landed(Message message);

    /// <summary>A visible message is gone.</summary>
    void Remove(Message message);

    /// <summary>A message is in flight that was taken before a restart.</summary>
    void Restore(Message message);
}

/// <summary>A standard queue: in the order in which messages became visible.</summary>
internal sealed class StandardOrder : IDeliveryOrder
{
    private readonly Queue<Message> _visible = [];

    public void Add(Message message, bool cameBack) => _visible.Enqueue(message);

    public Message? Take(ref object? group)
    {
        while (_visible.TryDequeue(out var message))
            if (message.Status is MessageStatus.Visible)
                return message;
        return null;
    }

    public void Landed(Message message) { }

    // Skipped when its turn comes.
    public void Remove(Message message) { }

    public void Restore(Message message) { }
}

/// <summary>
/// A FIFO queue: by message number within a group, and of the groups the one first that has waited longest. A group with a message in
/// flight has to wait, except for the receive that took it and for messages that have come back: these are given again at once.
/// </summary>
internal sealed class FifoOrder : IDeliveryOrder
{
    private static readonly Comparer<Message> ByNumber = Comparer<Message>.Create((a, b) => a.Number.CompareTo(b.Number));
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private readonly SortedSet<Group> _ready = new(Comparer<Group>.Create((a, b) => a.Turn.CompareTo(b.Turn)));
    private long _turns;

    public void Add(Message message, bool cameBack) => Change(Of(message), group =>
        {
            group.Visible.Add(message);
            if (cameBack)
                group.Returned.Add(message);
        });

    public Message? Take(ref object? group)
    {
        if (group is not Share { IsEmpty: false } share)
        {
            if (_ready.Min is not { } next)
                return null;
            group = share = new(next, next.InFlight == 0 ? next.Visible : next.Returned);
        }
        var message = share.Messages.Min!;
        Change(share.Group, g =>
        {
            g.Leave(message);
            g.InFlight++;
        });
        return message;
    }

    public void Landed(Message message) => Change(Of(message), group => group.InFlight--);

    public void Remove(Message message) => Change(Of(message), group => group.Leave(message));

    public void Restore(Message message) => Change(Of(message), group => group.InFlight++);

    private Group Of(Message message)
    {
        var id = message.GroupId ?? "";
        return _groups.TryGetValue(id, out var group) ? group : _groups[id] = new(id);
    }

    // A group that was ready and is keeps its turn; one that becomes so takes the next
    private void Change(Group group, Action<Group> change)
    {
        var wasReady = group.IsReady;
        change(group);
        if (wasReady && !group.IsReady)
            _ready.Remove(group);
        else if (group.IsReady && !wasReady)
        {
            group.Turn = ++_turns;
            _ready.Add(group);
        }
        if (group is { Visible.Count: 0, InFlight: 0 })
            _groups.Remove(group.Id);
    }

    /// <summary>What one receive may have of a group.</summary>
    private sealed record Share(Group Group, SortedSet<Message> Messages)
    {
        public bool IsEmpty => Messages.Count == 0;
    }

    private sealed class Group(string id)
    {
        public string Id => id;

        public SortedSet<Message> Visible { get; } = new(ByNumber);

        /// <summary>Those of the visible ones that came back.</summary>
        public SortedSet<Message> Returned { get; } = new(ByNumber);

        public int InFlight { get; set; }

        public long Turn { get; set; }

        public bool IsReady => Visible.Count > 0 && (InFlight == 0 || Returned.Count > 0);

        public void Leave(Message message)
        {
            Visible.Remove(message);
            Returned.Remove(message);
        }
    }
}
