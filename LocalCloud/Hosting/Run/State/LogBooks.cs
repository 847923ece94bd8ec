using System.Collections.Concurrent;

namespace LocalCloud.Hosting.Run.State;

/// <summary>The log of each instance, by its name; it goes on over restarts.</summary>
sealed class LogBooks
{
    readonly ConcurrentDictionary<string, LogBook> books = new(StringComparer.OrdinalIgnoreCase);

    public LogBook this[string instance] => books.GetOrAdd(instance, _ => new());
}
