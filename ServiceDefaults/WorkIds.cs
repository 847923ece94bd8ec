using System.Collections;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults;

/// <summary>
/// The ids of the request, event or job that is being done, in each of its log lines and in its span. A scope that grows: an id that
/// becomes known is in every line from then on, whoever writes it, also after the method that added it has returned.
/// </summary>
public sealed class WorkIds : IReadOnlyList<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<WorkIds?> Ambient = new();

    private readonly Lock _gate = new();

    // Replaced and never changed: others read it meanwhile.
    private KeyValuePair<string, object?>[] _ids = [];
    private Activity? _span = Activity.Current;

    private WorkIds() { }

    public int Count => _ids.Length;

    public KeyValuePair<string, object?> this[int index] => _ids[index];

    /// <summary>Begins the scope; the span of now gets the ids as attributes, until <see cref="SetSpan"/> names another one.</summary>
    public static Scope Begin(ILogger logger)
    {
        var (work, before) = (new WorkIds(), Ambient.Value);
        Ambient.Value = work;
        return new Scope(logger.BeginScope(work), before);
    }

    /// <summary>Names the span that gets the ids from now on.</summary>
    public static void SetSpan(Activity? span)
    {
        if (Ambient.Value is { } work)
        {
            work._span = span;
        }
    }

    /// <summary>Adds an id, or replaces the one of this name. Outside of a scope it does nothing.</summary>
    /// <param name="name">One of <see cref="Telemetry.Attributes"/>.</param>
    /// <param name="id">Null adds nothing.</param>
    public static void Add(string name, string? id)
    {
        if (id is not null)
        {
            Ambient.Value?.Set(name, id);
        }
    }

    /// <inheritdoc cref="Add(string, string)"/>
    public static void Add(string name, Guid? id) => Add(name, id?.ToString());

    /// <summary>The id of this name of the work that is being done; null when there is none.</summary>
    public static string? Find(string name) => Ambient.Value?._ids.FirstOrDefault(id => id.Key == name).Value as string;

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _ids.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(' ', _ids.Select(id => $"{id.Key}={id.Value}"));

    private void Set(string name, string id)
    {
        lock (_gate)
        {
            _ids = [.. _ids.Where(known => known.Key != name), new(name, id)];
        }

        _span?.SetTag(name, id);
    }

    /// <summary>Ends the scope.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly IDisposable? _logScope;
        private readonly WorkIds? _before;

        internal Scope(IDisposable? logScope, WorkIds? before) => (_logScope, _before) = (logScope, before);

        public void Dispose()
        {
            _logScope?.Dispose();
            Ambient.Value = _before;
        }
    }
}
