namespace Serverless.Bench.Startup;

/// <summary>Another commit of this repository, for as long as it is needed.</summary>
internal sealed class Worktree : IAsyncDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("bench-before-").FullName;

    public SourceTree Source => new(Path.Combine(_parent, "tree"));

    public static async Task<Worktree> AddAsync(string commit, CancellationToken cancellation)
    {
        var tree = new Worktree();
        try
        {
            await GitAsync(["worktree", "add", "--quiet", "--detach", tree.Source.Directory, commit], cancellation);
            return tree;
        }
        catch
        {
            await tree.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_parent, recursive: true);
        await GitAsync(["worktree", "prune"], CancellationToken.None);
    }

    private static Task<string> GitAsync(string[] arguments, CancellationToken cancellation) =>
        Shell.RunAsync(SourceTree.Own.Directory, "git", arguments, cancellation);
}
