namespace Platform.Data;

public static class StoredTime
{
    /// <summary>Now in whole microseconds, as PostgreSQL stores it: what is answered now equals what is read later.</summary>
    public static DateTimeOffset GetStoredNow(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
