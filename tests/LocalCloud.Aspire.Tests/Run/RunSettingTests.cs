using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Tests.Run;

public sealed class RunSettingTests : IDisposable
{
    private readonly TemporaryDirectory _appHost = new();

    [Fact]
    public void Data_is_kept_beside_the_AppHost()
    {
        using var settings = Read([]);
        Assert.False(settings.Ephemeral);
        Assert.Equal(_appHost[".localcloud"], settings.DataDirectory);
        Assert.Equal(Path.Combine(_appHost, ".localcloud", "postgres"), settings.Data("postgres"));
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("/var/elsewhere")]
    public void A_setting_says_where_data_is_kept_relative_to_the_AppHost(string directory)
    {
        using var settings = Read([], ("LocalCloud:DataDirectory", directory));
        Assert.Equal(Path.GetFullPath(directory, _appHost), settings.DataDirectory);
    }

    [Theory]
    [InlineData("ephemeral", null)]
    [InlineData(null, "LocalCloud:Ephemeral")]
    [InlineData(null, "DcpPublisher:RandomizePorts")]
    public void Ephemeral_data_is_in_a_private_directory_that_goes_with_the_run(string? flag, string? setting)
    {
        string data;
        using (var settings = Read(flag is null ? [] : [flag], (setting ?? "unused", "true")))
        {
            Assert.True(settings.Ephemeral);
            data = settings.DataDirectory;
            Assert.StartsWith(Path.GetTempPath(), data, StringComparison.Ordinal);
            Assert.Equal(data, Path.GetDirectoryName(settings.Temporary("cache")));
            if (!OperatingSystem.IsWindows())
                Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(data));
        }
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public void A_test_that_says_where_its_data_is_keeps_it()
    {
        using var settings = Read([], ("DcpPublisher:RandomizePorts", "true"), ("LocalCloud:DataDirectory", _appHost));
        Assert.False(settings.Ephemeral);
    }

    [Theory]
    [InlineData("containers", null)]
    [InlineData(null, "LocalCloud:Containers")]
    public void Containers_are_left_to_a_container_engine_when_asked_for(string? flag, string? setting)
    {
        using var settings = Read(flag is null ? [] : [flag], (setting ?? "unused", "true"));
        Assert.True(settings.Containers);
    }

    [Theory]
    [InlineData(null, "unused", true, "Given")]
    [InlineData("isolated", "unused", true, "Isolated")]
    [InlineData(null, "DcpPublisher:RandomizePorts", true, "Isolated")]
    [InlineData(null, "DcpPublisher:RandomizePorts", false, "Random")]
    public void Ports_are_free_ones_in_a_test_and_in_an_isolated_run_which_keeps_its_data(
        string? flag,
        string setting,
        bool isProgram,
        string ports
    )
    {
        var configuration = new ConfigurationManager { [setting] = "true" };
        using var settings = new RunSettings(configuration, _appHost, new HashSet<string>(flag is null ? [] : [flag]), isProgram);
        Assert.Equal(ports, $"{settings.Ports}");
        Assert.Equal(!isProgram, settings.Ephemeral);
    }

    private RunSettings Read(string[] flags, params (string Name, string Value)[] given)
    {
        var configuration = new ConfigurationManager();
        foreach (var (name, value) in given)
            configuration[name] = value;
        return new(configuration, _appHost, flags.ToHashSet());
    }

    public void Dispose() => _appHost.Dispose();
}
