using System.Security.Cryptography;

namespace LocalCloud.Deploy.Artifacts;

/// <summary>A file to upload, named by the SHA-256 of its bytes.</summary>
/// <param name="Name">For people.</param>
/// <param name="Content">null: the file as it is.</param>
internal sealed record Artifact(string Name, string File, byte[]? Content, string Hash, string Extension, long Size)
{
    public static Artifact OfFile(string name, string file)
    {
        using var stream = System.IO.File.OpenRead(file);
        return new(name, file, null, Convert.ToHexStringLower(SHA256.HashData(stream)), Path.GetExtension(file), stream.Length);
    }

    public static Artifact OfContent(string name, string file, byte[] content, string extension) =>
        new(name, file, content, Convert.ToHexStringLower(SHA256.HashData(content)), extension, content.Length);
}
