using System.Globalization;
using LocalCloud.Deploy;
using LocalCloud.Publish.Packages;
using LocalCloud.Tune;

namespace Serverless.Cli.Dev;

/// <summary>From an edit to the code of functions, round after round.</summary>
internal sealed class DevSession(
    PublishedSources sources,
    IReadOnlyList<DeployedFunction> functions,
    IMessages messages,
    TimeProvider time,
    TimeSpan? full
)
{
    private static readonly TimeSpan RestoreLimit = TimeSpan.FromSeconds(50);

    private readonly DevelopmentBuild _build = new(Path.Combine(sources.Folder, ".dev"), sources.Options);

    /// <summary>What the package of a project was when it was sent last, by its hash.</summary>
    private readonly Dictionary<string, string> _sent = [];

    /// <summary>The code of the last round stays when it ends.</summary>
    public bool Keeps { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var projects = Projects();
            messages.Say($"Building {string.Join(", ", projects.Select(p => p.Name))} for the first time ...");
            var began = time.GetTimestamp();
            if (await _build.RunAsync([.. projects.Select(p => p.Function)], restore: true, cancellation) is { } fault)
                throw new TuneException($"It cannot be built:\n{fault}");
            foreach (var project in projects)
                project.Folders = _build.SourcesOf(project.Function.Facts);
            var folders = projects.SelectMany(p => p.Folders).Distinct().ToList();
            using var watcher = new SourceWatcher(folders, time);
            messages.Say(
                $"Ready after {Seconds(time.GetElapsedTime(began))}. Watching {string.Join(", ", folders.Select(Path.GetFileName))}. "
                    + $"Ctrl+C ends it{(Keeps ? "" : " and puts the deployed code back")}."
            );
            while (true)
                await RoundAsync(projects, await watcher.NextAsync(cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await EndAsync();
        }
        catch
        {
            await EndAsync();
            throw;
        }
    }

    private List<WatchedProject> Projects() =>
        [
            .. sources
                .Functions.DistinctBy(f => f.Project.Name)
                .Where(f => functions.Any(d => d.Project == f.Project.Name))
                .Select(f => new WatchedProject(f.Project.Name, new(f.Facts, _build.FilesOf(f.Project.Name)))),
        ];

    private async Task RoundAsync(IReadOnlyList<WatchedProject> projects, IReadOnlyList<string> changed, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var affected = projects.Where(p => p.Folders.Any(f => changed.Any(c => IsIn(c, f)))).ToList();
        if (affected.Count == 0)
            return;
        messages.Say($"{Edited(changed)} -> {string.Join(", ", affected.Select(p => p.Name))}");
        var restore = changed.Any(c => Path.GetExtension(c) is ".csproj" or ".props" or ".targets");
        if (await _build.RunAsync([.. affected.Select(p => p.Function)], restore, cancellation) is { } fault)
        {
            messages.Error(fault);
            messages.Error($"Not built, the code of before goes on: {string.Join(", ", Of(affected).Select(f => f.Name))}.");
            return;
        }
        var built = time.GetElapsedTime(began);
        var updated = await UpdateAsync(affected, cancellation);
        messages.Say(
            updated.Count == 0
                ? $"  built in {Seconds(built)}: the packages are the same as before."
                : Describe(updated, built, time.GetElapsedTime(began))
        );
    }

    private async Task<IReadOnlyList<string>> UpdateAsync(IReadOnlyList<WatchedProject> affected, CancellationToken cancellation)
    {
        var updated = new List<string>();
        foreach (var project in affected)
        {
            var file = Path.Combine(sources.Folder, ".dev", $"{project.Name}.zip");
            var package = await ZipPackage.CreateAsync(project.Function.Files, file, cancellation, development: true);
            if (_sent.GetValueOrDefault(project.Name) == package.Sha256)
                continue;
            var zip = await File.ReadAllBytesAsync(file, cancellation);
            foreach (var function in functions.Where(f => f.Project == project.Name))
            {
                await function.UpdateAsync(zip, cancellation);
                updated.Add(function.Name);
            }
            _sent[project.Name] = package.Sha256;
        }
        return updated;
    }

    private string Describe(IReadOnlyList<string> updated, TimeSpan built, TimeSpan all) =>
        $"  {string.Join(", ", updated)} updated after {Seconds(all)} (build {Seconds(built)}, package and update {Seconds(all - built)})"
        + (
            full is { } compared
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $": {all / compared:0.00} of the full publish and deploy ({Seconds(compared)})"
                )
                : ""
        );

    private IEnumerable<DeployedFunction> Of(IReadOnlyList<WatchedProject> projects) =>
        functions.Where(f => projects.Any(p => p.Name == f.Project));

    private async Task<int> EndAsync()
    {
        if (Keeps)
        {
            messages.Say(
                "The functions keep the code of the last round; serverless deploy knows nothing of it, and changes them with the next "
                    + "change of their packages."
            );
            return ExitCodes.Done;
        }
        using var limit = new CancellationTokenSource(RestoreLimit, time);
        foreach (var function in functions)
            await function.RestoreAsync(limit.Token);
        messages.Say("The functions have the code that was deployed.");
        return ExitCodes.Done;
    }

    private static string Edited(IReadOnlyList<string> changed) =>
        $"{Path.GetFileName(changed[0])}{(changed.Count > 1 ? $" and {changed.Count - 1} more" : "")}";

    private static bool IsIn(string path, string folder) =>
        path == folder || path.StartsWith($"{folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private sealed record WatchedProject(string Name, FunctionProject Function)
    {
        public IReadOnlyList<string> Folders { get; set; } = [];
    }
}
