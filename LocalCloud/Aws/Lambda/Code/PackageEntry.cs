using System.IO.Compression;

namespace LocalCloud.Aws.Lambda.Code;

/// <summary>One entry of a package: where it goes, and what it becomes there.</summary>
/// <param name="Path">Empty for the package's own folder</param>
internal readonly record struct PackageEntry(ZipArchiveEntry Entry, string[] Path)
{
    // st_mode of a file's maker stands in the upper half (the "Unix" host system of a zip)
    private const int Type = 0xF000,
        Directory = 0x4000,
        File = 0x8000,
        Link = 0xA000;
    private const UnixFileMode Modes = (UnixFileMode)0x1FF;

    public string Name => string.Join('/', Path);

    public bool IsLink => TypeOf == Link;

    public bool IsDirectory => TypeOf == Directory || Entry.FullName.EndsWith('/');

    /// <summary>0 where whoever has packed it knew none.</summary>
    public UnixFileMode Mode => (UnixFileMode)(Entry.ExternalAttributes >> 16) & Modes;

    private int TypeOf => (Entry.ExternalAttributes >> 16) & Type;

    /// <returns>null for a name that leads out of the package or nowhere, and for what is neither file, directory nor link.</returns>
    public static PackageEntry? Of(ZipArchiveEntry entry)
    {
        string[] path = [.. entry.FullName.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".")];
        if (entry.FullName.StartsWith('/') || Array.Exists(path, part => part == ".." || part.Contains('\0')))
            return null;
        var read = new PackageEntry(entry, path);
        return (path.Length > 0 || read.IsDirectory) && read.TypeOf is 0 or Directory or File or Link ? read : null;
    }
}
