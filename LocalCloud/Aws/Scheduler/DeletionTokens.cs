namespace LocalCloud.Aws.Scheduler;

/// <summary>The last deletions with a client token: the same call again finds nothing to delete, and has succeeded all the same.</summary>
internal sealed class DeletionTokens
{
    private const int Kept = 1000;

    private readonly HashSet<(string What, string Token)> _known = [];
    private readonly Queue<(string What, string Token)> _order = [];

    public void Add(string what, string? token)
    {
        if (token is null || !_known.Add((what, token)))
            return;
        _order.Enqueue((what, token));
        if (_order.Count > Kept)
            _known.Remove(_order.Dequeue());
    }

    public bool Has(string what, string? token) => token is not null && _known.Contains((what, token));
}
