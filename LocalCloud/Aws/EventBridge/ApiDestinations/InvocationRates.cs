namespace LocalCloud.Aws.EventBridge.ApiDestinations;

/// <summary>How often each API destination has been called in the present second.</summary>
internal sealed class InvocationRates
{
    private const int DefaultPerSecond = 300;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Since, int Calls)> _seconds = [];

    /// <returns>null to go ahead, else when there is room again</returns>
    public DateTimeOffset? Take(string arn, int? perSecond, DateTimeOffset now)
    {
        lock (_gate)
        {
            var (since, calls) = _seconds.GetValueOrDefault(arn);
            if (now - since >= TimeSpan.FromSeconds(1))
                (since, calls) = (now, 0);
            if (calls >= (perSecond ?? DefaultPerSecond))
                return since.AddSeconds(1);
            _seconds[arn] = (since, calls + 1);
            return null;
        }
    }
}
