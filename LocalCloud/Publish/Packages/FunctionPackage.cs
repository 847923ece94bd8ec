namespace LocalCloud.Publish.Packages;

/// <summary>A zip that was made, and what is in it.</summary>
/// <param name="UnpackedBytes">Lambda takes 250 MB.</param>
/// <param name="Sha256">Lower-case hex, of the zip.</param>
internal sealed record FunctionPackage(string File, long ZipBytes, long UnpackedBytes, int Files, string Sha256);
