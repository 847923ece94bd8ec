namespace LocalCloud.Aws.Sqs.History;

/// <summary>
/// The last steps of a queue's messages, in a ring: to add one costs a write into an array. Not stored: it is for looking, not for working.
/// </summary>
internal sealed class QueueHistory
{
    private const int Kept = 1024;

    private MessageStep[] _ring = [];
    private long _count;

    public void Add(in MessageStep step)
    {
        if (_count == _ring.Length && _ring.Length < Kept)
            Array.Resize(ref _ring, Math.Max(16, _ring.Length * 2));
        _ring[_count++ % _ring.Length] = step;
    }

    /// <summary>Oldest first.</summary>
    public IEnumerable<MessageStep> Steps
    {
        get
        {
            for (var i = Math.Max(0, _count - _ring.Length); i < _count; i++)
                yield return _ring[i % _ring.Length];
        }
    }
}
