using System.Text.Json.Nodes;

namespace LocalCloud.Aspire.ReadyCode;

/// <summary>Makes the native code that programs lack, one assembly after another and at the lowest priority.</summary>
internal sealed class ReadyCompiler(ReadyCache cache, string directory)
{
    /// <param name="programs">Assemblies of programs as they were built; their folders have all that they load.</param>
    /// <returns>How many images were made; null when the compiler is not to be had.</returns>
    public async Task<int?> RunAsync(IReadOnlyCollection<string> programs, CancellationToken cancellationToken)
    {
        var missing = programs
            .Where(File.Exists)
            .SelectMany(p => Directory.EnumerateFiles(Path.GetDirectoryName(p)!, "*.dll"))
            .Where(cache.IsMissing)
            .DistinctBy(cache.FileOf)
            .OrderBy(f => new FileInfo(f).Length)
            .ToList();
        var made = 0;
        if (missing.Count > 0)
        {
            var restored = await Crossgen.RestoreAsync(Path.Combine(directory, "crossgen"), cancellationToken).ConfigureAwait(false);
            if (restored is not { } compiler)
                return null;
            foreach (var assembly in missing)
            {
                string[] references = [.. Frameworks(), Path.GetDirectoryName(assembly)!];
                var isMade = await cache
                    .AddAsync(assembly, image => compiler.CompileAsync(assembly, image, references, cancellationToken))
                    .ConfigureAwait(false);
                if (isMade)
                    made++;
            }
        }
        foreach (var program in programs)
            NamePackages(program);
        cache.Prune();
        return made;
    }

    // The build of an AppHost finds the images of packages by their names: the file that goes with the program says which is which
    private void NamePackages(string program)
    {
        var file = Path.ChangeExtension(program, ".deps.json");
        if (!File.Exists(file) || JsonNode.Parse(File.ReadAllText(file)) is not { } deps)
            return;
        var packages = deps["libraries"]!.AsObject().Where(l => (string?)l.Value?["type"] == "package").Select(l => l.Key).ToHashSet();
        var libraries = deps["targets"]!.AsObject().SelectMany(t => t.Value!.AsObject());
        foreach (var (library, assets) in libraries.Where(l => packages.Contains(l.Key)))
        foreach (var asset in assets?["runtime"]?.AsObject().Select(a => a.Key) ?? [])
        {
            var (assembly, name) = (Path.Combine(Path.GetDirectoryName(program)!, Path.GetFileName(asset)), library.Split('/'));
            if (!File.Exists(assembly) || cache.Find(assembly) is not { } image)
                continue;
            var target = cache.FileOf(name[0], name[1], asset);
            if (File.Exists(target))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            HardLink.Create(image, target);
        }
    }

    // shared/Microsoft.NETCore.App/VERSION, and ASP.NET Core beside it
    private static IEnumerable<string> Frameworks()
    {
        var runtime = Path.TrimEndingDirectorySeparator(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory());
        yield return runtime;
        var web = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(runtime)!)!, "Microsoft.AspNetCore.App");
        if (!Directory.Exists(web))
            yield break;
        var newest = Directory
            .EnumerateDirectories(web, $"{Environment.Version.Major}.*")
            .MaxBy(d => Version.TryParse(Path.GetFileName(d), out var version) ? version : new());
        if (newest is not null)
            yield return newest;
    }
}
