namespace LocalCloud.Aws.Sqs;

/// <summary>Which visible message is received next.</summary>
internal interface IDeliveryOrder
{
    /// <summary>A message has become visible.</summary>
    void Add(Message message);

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

    public void Add(Message message) => _visible.Enqueue(message);

    public Message? Take(ref object? group)
    {
        while (_visible.TryDequeue(out var message))
            if (message.Status is MessageStatus.Visible)
                return message;
        return null;
    }

    public void Landed(Message message)
    {
    }

    // Skipped when its turn comes.
    public void Remove(Message message)
    {
    }

    public void Restore(Message message)
    {
    }
}

/// <summary>A FIFO queue: by message number within a group; a group with a message in flight has to wait, except for the receive that took it.</summary>
internal sealed class FifoOrder : IDeliveryOrder
{
    private static readonly Comparer<Message> ByNumber = Comparer<Message>.Create((a, b) => a.Number.CompareTo(b.Number));
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private readonly SortedSet<Group> _ready = new(Comparer<Group>.Create((a, b) => a.Head.CompareTo(b.Head)));

    public void Add(Message message) => Change(Of(message), group => group.Visible.Add(message));

    public Message? Take(ref object? group)
    {
        if (group is not Group { Visible.Count: > 0 } current)
        {
            if (_ready.Min is not { } next)
                return null;
            group = current = next;
        }
        var message = current.Visible.Min!;
        Change(current, g =>
        {
            g.Visible.Remove(message);
            g.InFlight++;
        });
        return message;
    }

    public void Landed(Message message) => Change(Of(message), group => group.InFlight--);

    public void Remove(Message message) => Change(Of(message), group => group.Visible.Remove(message));

    public void Restore(Message message) => Change(Of(message), group => group.InFlight++);

    private Group Of(Message message)
    {
        var id = message.GroupId ?? "";
        return _groups.TryGetValue(id, out var group) ? group : _groups[id] = new(id);
    }

    // Out of the sorted set while what it is sorted by changes.
    private void Change(Group group, Action<Group> change)
    {
        if (group.IsReady)
            _ready.Remove(group);
        change(group);
        if (group.IsReady)
            _ready.Add(group);
        else if (group is { Visible.Count: 0, InFlight: 0 })
            _groups.Remove(group.Id);
    }

    private sealed class Group(string id)
    {
        public string Id => id;

        public SortedSet<Message> Visible { get; } = new(ByNumber);

        public int InFlight { get; set; }

        public bool IsReady => InFlight == 0 && Visible.Count > 0;

        public long Head => Visible.Min!.Number;
    }
}
