namespace LocalCloud.Aws.EventBridge.ApiDestinations;

/// <summary>
/// Gives each invocation of an API destination a place in a second that has room. Who has to wait keeps the place, so that a long
/// queue is put off once and not again every second.
/// </summary>
internal sealed class InvocationRates
{
    public const int DefaultPerSecond = 300;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Since, int Taken)> _seconds = [];
    private readonly Dictionary<string, DateTimeOffset> _places = [];

    /// <param name="invocation">names the one who asks, now and when it comes again</param>
    /// <returns>null to go ahead, else when its place is</returns>
    public DateTimeOffset? Take(string destination, string invocation, int? perSecond, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_places.TryGetValue(invocation, out var place))
            {
                if (place > now)
                    return place;
                _places.Remove(invocation);
                return null;
            }
            var (since, taken) = _seconds.GetValueOrDefault(destination);
            if (since + Second <= now)
                (since, taken) = (now, 0);
            else if (taken >= (perSecond ?? DefaultPerSecond))
                (since, taken) = (since + Second, 0);
            _seconds[destination] = (since, taken + 1);
            if (since <= now)
                return null;
            _places[invocation] = since;
            return since;
        }
    }
}
