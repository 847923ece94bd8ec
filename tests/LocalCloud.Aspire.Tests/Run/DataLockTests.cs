using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Run;

public sealed class DataLockTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void A_directory_is_one_runs_until_that_lets_go_of_it()
    {
        using (DataLock.Take(_directory["data"]))
        {
            File.WriteAllText(Path.Combine(_directory["data"], "run.json"), """{ "pid": 4711 }""");
            Assert.Equal(
                $"The data in {_directory["data"]} is in use by another run (process 4711). "
                    + "Stop that one, or start this one with --ephemeral --isolated.",
                Assert.Throws<StartException>(() => DataLock.Take(_directory["data"])).Message
            );
        }
        DataLock.Take(_directory["data"]).Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{ \"pid\":")]
    public void Without_a_readable_run_json_the_other_run_has_no_name(string? content)
    {
        using var held = DataLock.Take(_directory["data"]);
        if (content is not null)
            File.WriteAllText(Path.Combine(_directory["data"], "run.json"), content);
        var refused = Assert.Throws<StartException>(() => DataLock.Take(_directory["data"])).Message;
        Assert.Contains("in use by another run. Stop", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights");
        DataLock.Take(_directory["data"]).Dispose();
        if (!OperatingSystem.IsWindows())
            Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(_directory["data"]));
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_named_with_the_setting_that_gives_another()
    {
        File.WriteAllText(_directory["file"], "");
        var data = Path.Combine(_directory["file"], "data");
        var refused = Assert.Throws<StartException>(() => DataLock.Take(data)).Message;
        Assert.StartsWith($"The data directory {data} cannot be used: ", refused, StringComparison.Ordinal);
        Assert.EndsWith("Set LocalCloud__DataDirectory to another one, or start with --ephemeral.", refused, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();
}
