using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole.Functions;

/// <summary>
/// Payloads that were saved under a name, of each function: in console/payloads.json of the data directory, and with --memory in memory.
/// They stay when the function goes, because a stack that is deployed again has it again.
/// </summary>
internal sealed class SavedPayloads
{
    public const int MostOfFunction = 50,
        LongestName = 80,
        LongestPayload = 1 << 20;

    private static readonly ConditionalWeakTable<Host, SavedPayloads> All = [];

    private readonly Lock _gate = new();
    private readonly string? _file;
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _payloads = new(StringComparer.Ordinal);

    private SavedPayloads(Host host)
    {
        _file = host.DataDirectory is { } data ? Path.Combine(data, "console", "payloads.json") : null;
        if (_file is null || !File.Exists(_file))
            return;
        // A file that somebody has broken is not worth a page that cannot be shown
        try
        {
            foreach (var (function, names) in JsonNode.Parse(File.ReadAllText(_file))!.AsObject())
                _payloads[function] = new(
                    names!.AsObject().ToDictionary(n => n.Key, n => n.Value!.GetValue<string>()),
                    StringComparer.Ordinal
                );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            _payloads.Clear();
        }
    }

    /// <summary>They are there after a restart.</summary>
    public bool IsKept => _file is not null;

    public static SavedPayloads Of(Host host) => All.GetValue(host, static h => new(h));

    /// <summary>By name, in its order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Find(Scope scope, string function)
    {
        lock (_gate)
            return _payloads.TryGetValue(Key(scope, function), out var found) ? [.. found] : [];
    }

    /// <summary>In place of what had the name.</summary>
    /// <returns>Why it is not saved; null when it is.</returns>
    public string? Save(Scope scope, string function, string name, string payload)
    {
        if (name.Length is 0 or > LongestName)
            return $"A payload is saved under a name of 1 to {LongestName} characters.";
        if (payload.Length > LongestPayload)
            return $"Payloads up to {Widgets.Size(LongestPayload)} are saved; this one has {Widgets.Size(payload.Length)}.";
        lock (_gate)
        {
            if (!_payloads.TryGetValue(Key(scope, function), out var found))
                _payloads[Key(scope, function)] = found = new(StringComparer.Ordinal);
            if (found.Count >= MostOfFunction && !found.ContainsKey(name))
                return $"{MostOfFunction} payloads of {function} are saved already: delete one first.";
            found[name] = payload;
            Write();
            return null;
        }
    }

    public bool Delete(Scope scope, string function, string name)
    {
        lock (_gate)
        {
            if (!_payloads.TryGetValue(Key(scope, function), out var found) || !found.Remove(name))
                return false;
            Write();
            return true;
        }
    }

    private static string Key(Scope scope, string function) => $"{ConsolePage.Name(scope)}/{function}";

    // Whole or not at all, whatever happens meanwhile
    private void Write()
    {
        if (_file is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var json = new JsonObject(
            _payloads
                .Where(f => f.Value.Count > 0)
                .Select(f =>
                    KeyValuePair.Create(
                        f.Key,
                        (JsonNode?)new JsonObject(f.Value.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)JsonValue.Create(n.Value))))
                    )
                )
        );
        File.WriteAllText(_file + ".new", json.ToJsonString());
        File.Move(_file + ".new", _file, overwrite: true);
    }
}
