using System.Collections.Immutable;
using System.Text.Json;

namespace LocalCloud.Manifest;

/// <summary>Reads an Aspire manifest and checks it; every fault is reported with file, resource and property.</summary>
internal static class ManifestReader
{
    /// <summary>Reads a file; relative paths in it start from its directory.</summary>
    public static ManifestReadResult ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path), path, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, [new(path, null, null, e.Message)]);
        }
    }

    /// <param name="json">UTF-8.</param>
    /// <param name="file">How errors name it.</param>
    /// <param name="baseDirectory">Where relative paths start.</param>
    public static ManifestReadResult Read(ReadOnlyMemory<byte> json, string file, string baseDirectory)
    {
        var errors = ImmutableArray.CreateBuilder<ManifestError>();
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            // System.Text.Json counts from 0, and says so at the end of its message
            var reason = e.Message.Split(" LineNumber:")[0];
            return new(null, [new(file, null, null, $"is not JSON: line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: {reason}")]);
        }
        using var _ = document;

        if (
            document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("resources", out var list)
            || list.ValueKind != JsonValueKind.Object
        )
            return new(null, [new(file, null, "resources", "is missing or no object; an Aspire manifest is {\"resources\": {...}}")]);

        var resources = ImmutableArray.CreateBuilder<ManifestResource>();
        foreach (var entry in list.EnumerateObject())
        {
            void Report(string? property, string message) => errors.Add(new(file, entry.Name, property, message));
            if (resources.Any(r => string.Equals(r.Name, entry.Name, StringComparison.OrdinalIgnoreCase)))
                Report(null, "stands there twice");
            else if (entry.Value.ValueKind != JsonValueKind.Object)
                Report(null, "must be an object");
            else if (ManifestTypes.Read(entry.Name, entry.Value, Report) is { } resource)
                resources.Add(resource);
        }

        var manifest = new AppManifest(resources.ToImmutable(), baseDirectory);
        if (errors.Count == 0)
            errors.AddRange(ManifestCheck.References(manifest, file));
        return errors.Count == 0 ? new(manifest, []) : new(null, errors.ToImmutable());
    }

    /// <summary>Reads one entry; null when it has no type.</summary>
    /// <param name="report">Gets each fault: the property's path, and what is wrong with it.</param>
    public static ManifestResource? ReadResource(string name, JsonElement json, Action<string?, string> report) =>
        ManifestTypes.Read(name, json, report);
}
