using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LocalCloud.Publish.Packages;

/// <summary>What a package is made of, and why.</summary>
/// <param name="Files">Largest first.</param>
internal sealed record PackageContent(string Function, IReadOnlyList<PackageFile> Files)
{
    internal static PackageContent Of(string function, FunctionProject project, string zip)
    {
        var references = Directory
            .EnumerateFiles(project.Files, "*.dll")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), References);
        var chains = Chains(project.Facts.AssemblyName, references);
        using var archive = ZipFile.OpenRead(zip);
        return new(
            function,
            [
                .. archive
                    .Entries.OrderByDescending(entry => entry.CompressedLength)
                    .Select(entry => new PackageFile(
                        entry.FullName,
                        entry.CompressedLength,
                        entry.Length,
                        chains.GetValueOrDefault(Path.GetFileNameWithoutExtension(entry.FullName)) ?? []
                    )),
            ]
        );
    }

    /// <summary>The shortest way from the function's own assembly to each that it needs.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Chains(string root, Dictionary<string, IReadOnlyList<string>> references)
    {
        var chains = new Dictionary<string, IReadOnlyList<string>> { [root] = [root] };
        var next = new Queue<string>([root]);
        while (next.TryDequeue(out var at))
            foreach (var reference in references.GetValueOrDefault(at) ?? [])
                if (references.ContainsKey(reference) && chains.TryAdd(reference, [.. chains[at], reference]))
                    next.Enqueue(reference);
        return chains;
    }

    private static IReadOnlyList<string> References(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata)
            return [];
        var reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }
}

/// <param name="Name">In the package.</param>
/// <param name="ZipBytes">Of the package's size.</param>
/// <param name="Bytes">Unpacked.</param>
/// <param name="Chain">Assemblies, each referred to by the one before, from the function's own to this one; empty when none refers to
/// it.</param>
internal sealed record PackageFile(string Name, long ZipBytes, long Bytes, IReadOnlyList<string> Chain);
