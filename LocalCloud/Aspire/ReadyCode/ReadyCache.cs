using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace LocalCloud.Aspire.ReadyCode;

/// <summary>
/// Native code (ReadyToRun) for assemblies of this machine, made once per version of each and shared by all applications of a user.
/// An assembly is known by the id that its compiler gave it: other content, other id.
/// </summary>
internal sealed class ReadyCache
{
    /// <summary>As Serverless.Aspire.Hosting.targets has it.</summary>
    public static readonly string DefaultRoot = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "localcloud",
        "ready"
    );

    private const int Kept = 8;
    private readonly string _directory;

    public ReadyCache(string root) =>
        _directory = Path.Combine(root, $"net{Environment.Version.Major}-{RuntimeInformation.RuntimeIdentifier}");

    public static ReadyCache Default { get; } = new(DefaultRoot);

    /// <summary>Another number when images have been added.</summary>
    public long Generation => Directory.Exists(_directory) ? Directory.GetLastWriteTimeUtc(_directory).Ticks : 0;

    /// <summary>
    /// Puts the image of an assembly in place; <paramref name="made"/> is written to the path that it is given, and false says that
    /// there is none.
    /// </summary>
    public async Task<bool> AddAsync(string assembly, Func<string, Task<bool>> made)
    {
        var image = FileOf(assembly)!;
        Directory.CreateDirectory(_directory);
        var fresh = Path.Combine(_directory, $"{Path.GetFileName(assembly)}.{Environment.ProcessId}");
        try
        {
            var exists = await made(fresh).ConfigureAwait(false);
            if (!exists)
                await File.WriteAllTextAsync(fresh, "").ConfigureAwait(false);
            Directory.CreateDirectory(Path.GetDirectoryName(image)!);
            File.Move(fresh, image, overwrite: true);
            return exists;
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    /// <summary>The image of an assembly; null while there is none.</summary>
    public string? Find(string assembly) =>
        FileOf(assembly) is { } file && File.Exists(file) && new FileInfo(file).Length > 0 ? file : null;

    /// <summary>Whether nobody has tried yet. What has no native code (it is native already) has an empty file.</summary>
    public bool IsMissing(string assembly) => FileOf(assembly) is { } file && !File.Exists(file);

    /// <summary>Where the image of an assembly belongs; null when it is none.</summary>
    public string? FileOf(string assembly) =>
        Id(assembly) is { } id ? Path.Combine(_directory, id.ToString("N"), Path.GetFileName(assembly)) : null;

    /// <summary>Where a build of an AppHost looks, which knows packages and no ids.</summary>
    public string FileOf(string package, string version, string assembly) =>
        Path.Combine(_directory, "packages", package.ToLowerInvariant(), version, Path.GetFileName(assembly));

    /// <summary>Of an assembly that is built again and again only the newest stay.</summary>
    public void Prune()
    {
        if (!Directory.Exists(_directory))
            return;
        var images = new DirectoryInfo(_directory)
            .EnumerateFiles("*.dll", SearchOption.AllDirectories)
            .Where(f => f.Directory!.Parent!.FullName == _directory);
        foreach (var versions in images.GroupBy(f => f.Name))
        foreach (var outdated in versions.OrderByDescending(f => f.LastWriteTimeUtc).Skip(Kept))
            Run.RunDirectory.Delete(outdated.DirectoryName!);
    }

    private static Guid? Id(string assembly)
    {
        try
        {
            using var file = File.OpenRead(assembly);
            using var image = new PEReader(file);
            if (!image.HasMetadata)
                return null;
            var metadata = image.GetMetadataReader();
            return metadata.IsAssembly ? metadata.GetGuid(metadata.GetModuleDefinition().Mvid) : null;
        }
        catch (Exception e) when (e is BadImageFormatException or IOException)
        {
            return null;
        }
    }
}
