using System.Collections.Immutable;

namespace LocalCloud.Manifest;

/// <summary>What is wrong with a manifest, and where.</summary>
/// <param name="File">The file as it was given.</param>
/// <param name="Resource">The resource, or null when the fault is not within one.</param>
/// <param name="Property">Path within the resource, as in <c>bindings.http.scheme</c>.</param>
internal sealed record ManifestError(string File, string? Resource, string? Property, string Message)
{
    public override string ToString() =>
        $"{File}: {(Resource is null ? "" : $"resource '{Resource}'")}{(Property is null ? "" : $"{(Resource is null ? "" : ", ")}property '{Property}'")}{(Resource is null && Property is null ? "" : ": ")}{Message}";
}

/// <summary>A manifest, or the reasons why there is none.</summary>
internal sealed record ManifestReadResult(AppManifest? Manifest, ImmutableArray<ManifestError> Errors);
