using LocalCloud.Aspire.ReadyCode;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.ReadyCode;

/// <summary>Where a program is started from.</summary>
public sealed class ReadyFolderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ReadyCache _cache;
    private readonly ReadyFolder _ready;
    private readonly string _program;

    public ReadyFolderTests()
    {
        _cache = new(_directory["cache"]);
        _ready = new(_directory["ready"], _cache);
        _program = Path.Combine(_directory["built"], "Small.dll");
        Directory.CreateDirectory(Path.Combine(_directory["built"], "runtimes"));
        File.Copy(Assets.Small, _program);
        File.WriteAllText(Path.Combine(_directory["built"], "Small.runtimeconfig.json"), "{}");
        File.WriteAllText(Path.Combine(_directory["built"], "runtimes", "native.so"), "library");
    }

    [Fact]
    public void Without_native_code_it_is_where_it_was_built()
    {
        Assert.Equal(_program, _ready.Of(_program));
        Assert.False(Directory.Exists(_directory["ready"]));
    }

    [Fact]
    public async Task With_native_code_it_is_a_folder_with_that_and_all_other_files_which_cost_no_space()
    {
        await MakeNativeAsync();
        var started = _ready.Of(_program);
        Assert.StartsWith(_directory["ready"], started, StringComparison.Ordinal);
        Assert.Equal(NativeCode.Text, File.ReadAllText(started));
        var library = Path.Combine(Path.GetDirectoryName(started)!, "runtimes", "native.so");
        Assert.Equal("library", File.ReadAllText(library));
        // One file with two names, until somebody builds it anew
        File.AppendAllText(Path.Combine(_directory["built"], "runtimes", "native.so"), " and more");
        Assert.Equal("library and more", File.ReadAllText(library));
        Assert.Equal(
            ["Small.dll", "Small.runtimeconfig.json"],
            Directory.EnumerateFiles(Path.GetDirectoryName(started)!).Select(Path.GetFileName).Where(f => !f!.StartsWith('.')).Order()
        );
    }

    [Fact]
    public async Task It_is_the_same_folder_until_a_file_changes()
    {
        await MakeNativeAsync();
        var first = _ready.Of(_program);
        Assert.Equal(first, _ready.Of(_program));
        File.WriteAllText(Path.Combine(_directory["built"], "appsettings.json"), "{}");
        var second = _ready.Of(_program);
        Assert.NotEqual(first, second);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(second)!, "appsettings.json")));
        // A run that started from it goes on
        Assert.True(File.Exists(first));
    }

    [Fact]
    public async Task It_is_another_folder_when_there_is_more_native_code()
    {
        await MakeNativeAsync();
        var first = _ready.Of(_program);
        await _cache.AddAsync(Assets.Web, NativeCode.WriteAsync);
        Assert.NotEqual(first, _ready.Of(_program));
    }

    [Fact]
    public async Task Another_build_of_the_program_is_started_without_the_native_code_of_this_one()
    {
        await MakeNativeAsync();
        _ready.Of(_program);
        File.Copy(Assets.Web, _program, overwrite: true);
        Assert.Equal(_program, _ready.Of(_program));
    }

    [Fact]
    public async Task Where_no_folder_can_be_made_it_is_where_it_was_built()
    {
        await MakeNativeAsync();
        File.WriteAllText(_directory["file"], "");
        Assert.Equal(_program, new ReadyFolder(Path.Combine(_directory["file"], "ready"), _cache).Of(_program));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_goes_with_the_next_one_unless_a_run_has_started_from_it_lately(bool isUsed)
    {
        await MakeNativeAsync();
        var old = _ready.Of(_program);
        var mark = Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(old)!, ".*"));
        File.SetLastWriteTimeUtc(mark, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));
        if (isUsed)
            Assert.Equal(old, _ready.Of(_program));
        await _cache.AddAsync(Assets.Web, NativeCode.WriteAsync);
        Assert.NotEqual(old, _ready.Of(_program));
        Assert.Equal(isUsed, File.Exists(old));
    }

    // An hour ago: the next one changes the time of the cache, however soon it is made
    private async Task MakeNativeAsync()
    {
        await _cache.AddAsync(_program, NativeCode.WriteAsync);
        var images = Path.GetDirectoryName(Path.GetDirectoryName(_cache.FileOf(_program)!))!;
        Directory.SetLastWriteTimeUtc(images, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
    }

    public void Dispose() => _directory.Dispose();
}
