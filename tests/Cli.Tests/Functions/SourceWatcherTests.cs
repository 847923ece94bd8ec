using Serverless.Cli.Dev;

namespace Cli.Tests.Functions;

public sealed class SourceWatcherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("watched-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Several_edits_in_a_row_are_one_round_and_builds_are_none()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "obj"));
        using var watcher = new SourceWatcher([_folder], TimeProvider.System);
        foreach (var name in (string[])["obj/x.cs", "A.cs", "B.cs", "A.cs"])
            await File.WriteAllTextAsync(Path.Combine(_folder, name), name, Cancellation);
        var changed = await watcher.NextAsync(Cancellation);
        Assert.Equal(["A.cs", "B.cs"], changed.Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(true, "Orders/Order.cs")]
    [InlineData(true, "appsettings.json")]
    [InlineData(false, "obj/Debug/x.cs")]
    [InlineData(false, "bin/x.dll")]
    [InlineData(false, ".Order.cs.swp")]
    [InlineData(false, "Order.cs~")]
    public void What_builds_and_editors_write_for_themselves_is_no_source(bool source, string path) =>
        Assert.Equal(source, SourceWatcher.IsSource(path.Replace('/', Path.DirectorySeparatorChar)));
}
