using System.Diagnostics;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Tests.Run;

public sealed class RunDirectoryTests
{
    [Fact]
    public async Task The_directory_of_a_run_that_was_killed_goes_with_the_next_run_and_that_of_a_living_one_stays()
    {
        using var living = new RunDirectory();
        using var ended = Process.Start("true");
        await ended.WaitForExitAsync(TestContext.Current.CancellationToken);
        var abandoned = Path.Combine(Path.GetTempPath(), $"localcloud-run-{ended.Id}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(abandoned);
        File.WriteAllText(Path.Combine(abandoned, "file"), "");
        RunDirectory.DeleteAbandoned();
        Assert.False(Directory.Exists(abandoned));
        Assert.True(Directory.Exists(living.Path));
    }
}
