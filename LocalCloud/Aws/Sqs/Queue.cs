using System.Globalization;
using LocalCloud.Aws.Sqs.History;

namespace LocalCloud.Aws.Sqs;

/// <summary>
/// A queue and where each of its messages stands. Time passes when somebody looks: <see cref="Advance"/> makes visible and forgets what is
/// due. A timer looks on behalf of those who wait, and runs only while there are any.
/// </summary>
internal sealed class Queue
{
    internal const string MessageTable = "queues/messages";

    private readonly SqsState _state;
    private readonly ITimer _timer;
    private readonly Dictionary<long, Message> _messages = [];
    private readonly PriorityQueue<(Message Message, int Version), long> _scheduled = new();
    private readonly PriorityQueue<Message, long> _bySent = new();
    private readonly int[] _counts = new int[4];
    private IDeliveryOrder _order;
    private long _timerDue = long.MaxValue;

    public Queue(SqsState state, QueueRow row)
    {
        _state = state;
        Row = row;
        IsFifo = row.Attributes.GetValueOrDefault("FifoQueue") is "true";
        Settings = new(row.Attributes, IsFifo);
        Arrived = new(state.Time);
        _order = NewOrder();
        Deduplication = new(this);
        Attempts = new(this);
        _timer = state.Time.CreateTimer(_ => state.Tick(this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public QueueRow Row { get; private set; }

    public string Name => Row.Name;

    public bool IsFifo { get; }

    public QueueSettings Settings { get; private set; }

    public string Arn => _state.Scope.Arn("sqs", Name);

    public Deduplication Deduplication { get; }

    public QueueHistory History { get; } = new();

    public void Note(Message message, string what, Context? by = null, string? detail = null) =>
        History.Add(
            new(
                _state.NextStep(),
                Now,
                message.Id,
                what,
                message.Delivery.Receives,
                detail,
                by?.RequestId,
                what is Steps.Sent ? message.TraceParent : by?.TraceParent
            )
        );

    public ReceiveAttempts Attempts { get; }

    /// <summary>Released when a message becomes visible.</summary>
    public Signal Arrived { get; }

    public int Count(MessageStatus status) => _counts[(int)status];

    public IEnumerable<Message> Messages => _messages.Values;

    /// <summary>Of all its messages, in no order.</summary>
    public IEnumerable<long> Numbers => _messages.Keys;

    /// <summary>Of messages, whatever they are waiting for.</summary>
    public int Total => _messages.Count;

    public string RowKey(string suffix) => $"{Row.Id:n}/{suffix}";

    public void Save(QueueRow row, Changes changes)
    {
        Row = row;
        Settings = new(row.Attributes, IsFifo);
        changes.Put(SqsState.QueueTable, Name, row, SqsJson.Default.QueueRow);
    }

    /// <summary>The delay of a FIFO queue holds for the messages that wait already, too (docs: delay queues).</summary>
    public void DelayAnew(Changes changes)
    {
        foreach (var message in _messages.Values.Where(m => m.Status is MessageStatus.Delayed).ToList())
        {
            message.AvailableAt = message.Sent + Settings.Delay;
            Save(message, changes);
            Schedule(message, message.AvailableAt);
        }
    }

    public void Send(Message message, Changes changes)
    {
        _state.Contents.Put(message, changes);
        Save(message, changes);
        Place(message);
    }

    /// <summary>Puts a message where its row says.</summary>
    public void Place(Message message)
    {
        _messages.Add(message.Number, message);
        _bySent.Enqueue(message, message.Sent);
        if (message.Delivery.Receives > 0 && message.Delivery.VisibleAt > 0)
        {
            Enter(message, MessageStatus.InFlight);
            _order.Restore(message);
            Schedule(message, message.Delivery.VisibleAt);
        }
        else if (message.AvailableAt > Now)
        {
            Enter(message, MessageStatus.Delayed);
            Schedule(message, message.AvailableAt);
        }
        else
            Show(message, cameBack: false);
    }

    public void Advance(Changes changes)
    {
        var now = Now;
        while (_scheduled.TryPeek(out var entry, out var due) && due <= now)
        {
            _scheduled.Dequeue();
            if (entry.Message.Version != entry.Version || entry.Message.Status is MessageStatus.Gone)
                continue;
            Note(entry.Message, entry.Message.Status is MessageStatus.Delayed ? Steps.Visible : Steps.VisibleAgain);
            Return(entry.Message);
        }
        var oldest = now - Settings.RetentionPeriod;
        while (_bySent.TryPeek(out var message, out var sent) && (message.Status is MessageStatus.Gone || sent <= oldest))
        {
            _bySent.Dequeue();
            if (message.Status is MessageStatus.Gone)
                continue;
            Note(message, Steps.Expired);
            Remove(message, changes);
        }
        Deduplication.Advance(now, changes);
        Attempts.Advance(now, changes);
    }

    public Message? Take(ref object? group)
    {
        if (_order.Take(ref group) is not { } message)
            return null;
        Move(message, MessageStatus.InFlight);
        return message;
    }

    /// <summary>A message that was taken and not delivered: it goes to the end.</summary>
    public void PutBack(Message message) => Return(message);

    /// <summary>Counts the receive of a message that was taken and hides it.</summary>
    public void Deliver(Message message, long timeout, Changes changes)
    {
        var before = message.Delivery;
        var now = Now;
        SetDelivery(message, new(before.Receives + 1, before.Receives == 0 ? now : before.FirstReceived, now, now + timeout), changes);
    }

    /// <summary>Of the message's last receive.</summary>
    public ReceiptHandle HandleOf(Message message) => new(Row.Id, message.Number, message.Delivery.Receives);

    public void ChangeVisibility(Message message, long timeout, Changes changes)
    {
        // Its time was over, and the receiver asks for more all the same
        if (message.Status is MessageStatus.Visible)
        {
            if (timeout == 0)
                return;
            _order.Remove(message);
            _order.Restore(message);
            Move(message, MessageStatus.InFlight);
        }
        SetDelivery(message, message.Delivery with { VisibleAt = Now + timeout }, changes);
        if (timeout == 0)
            Return(message);
    }

    public void Remove(Message message, Changes changes)
    {
        var opensGroup = IsFifo && message.Status is MessageStatus.InFlight;
        if (message.Status is MessageStatus.InFlight)
            _order.Landed(message);
        else if (message.Status is MessageStatus.Visible)
            _order.Remove(message);
        Move(message, MessageStatus.Gone);
        _messages.Remove(message.Number);
        // Queues that sort lazily may hold the message for a while, but need its content no longer.
        _state.Contents.Delete(message, changes);
        changes.Delete(MessageTable, RowKey(message));
        Trim();
        // The next ones of its group can be received now
        if (opensGroup)
            Arrived.Release();
    }

    public void Clear(Changes changes)
    {
        foreach (var message in _messages.Values.ToList())
            Remove(message, changes);
        _scheduled.Clear();
        _bySent.Clear();
        _order = NewOrder();
    }

    public Message? Find(long number) => _messages.GetValueOrDefault(number);

    /// <summary>Waits for a message; the timer sees to it that one which becomes due in the meantime is noticed.</summary>
    public Wait WaitUntil(DateTimeOffset until)
    {
        var wait = Arrived.Wait(until);
        SetTimer();
        return wait;
    }

    public void Close()
    {
        _timer.Dispose();
        Arrived.ReleaseAll();
    }

    internal void TimerFired() => _timerDue = long.MaxValue;

    internal void SetTimer()
    {
        if (!Arrived.HasWaiters || !_scheduled.TryPeek(out _, out var due) || due == _timerDue)
            return;
        _timerDue = due;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(due - Now, 0)), Timeout.InfiniteTimeSpan);
    }

    private long Now => _state.Now;

    private IDeliveryOrder NewOrder() => IsFifo ? new FifoOrder() : new StandardOrder();

    private string RowKey(Message message) =>
        string.Create(CultureInfo.InvariantCulture, stackalloc char[49], $"{Row.Id:n}/{message.Number:x16}");

    private void Save(Message message, Changes changes) => changes.Put(MessageTable, RowKey(message), MessageRow.Write(message));

    private void SetDelivery(Message message, Delivery delivery, Changes changes)
    {
        message.Delivery = delivery;
        Save(message, changes);
        Schedule(message, delivery.VisibleAt);
    }

    private void Schedule(Message message, long due)
    {
        _scheduled.Enqueue((message, ++message.Version), due);
        SetTimer();
    }

    private void Return(Message message)
    {
        var cameBack = message.Status is MessageStatus.InFlight;
        if (cameBack)
            _order.Landed(message);
        _counts[(int)message.Status]--;
        message.Version++;
        Show(message, cameBack);
    }

    private void Show(Message message, bool cameBack)
    {
        Enter(message, MessageStatus.Visible);
        _order.Add(message, cameBack);
        Arrived.Release();
    }

    private void Move(Message message, MessageStatus status)
    {
        _counts[(int)message.Status]--;
        Enter(message, status);
    }

    private void Enter(Message message, MessageStatus status)
    {
        message.Status = status;
        _counts[(int)status]++;
    }

    // Entries that have been overtaken go when they come up; should most of a heap be such entries, they go at once.
    private void Trim()
    {
        const int Slack = 1024;
        if (_bySent.Count > 2 * _messages.Count + Slack)
        {
            _bySent.Clear();
            _bySent.EnqueueRange(_messages.Values.Select(m => (m, m.Sent)));
        }
        if (_scheduled.Count > 2 * _messages.Count + Slack)
        {
            var live = _scheduled
                .UnorderedItems.Where(e =>
                    e.Element.Message.Status is not MessageStatus.Gone && e.Element.Message.Version == e.Element.Version
                )
                .ToList();
            _scheduled.Clear();
            _scheduled.EnqueueRange(live.Select(e => (e.Element, e.Priority)));
        }
    }
}
