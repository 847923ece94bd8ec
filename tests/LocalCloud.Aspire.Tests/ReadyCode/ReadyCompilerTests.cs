using System.Diagnostics;
using System.Reflection.PortableExecutable;
using LocalCloud.Aspire.ReadyCode;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.ReadyCode;

/// <summary>The real compiler of native code, on a program of one assembly.</summary>
public sealed class ReadyCompilerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_program_is_compiled_once_and_runs_from_its_native_code()
    {
        var cache = new ReadyCache(_directory["cache"]);
        var compiler = new ReadyCompiler(cache, _directory);
        Assert.Equal(1, await compiler.RunAsync([Assets.Small], TestContext.Current.CancellationToken));
        Assert.False(HasNativeCode(Assets.Small));
        Assert.True(HasNativeCode(cache.Find(Assets.Small)!));
        Assert.NotEqual(0, cache.Generation);
        Assert.Equal(0, await compiler.RunAsync([Assets.Small], TestContext.Current.CancellationToken));

        var started = new ReadyFolder(_directory["ready"], cache).Of(Assets.Small);
        Assert.True(HasNativeCode(started));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [started, "hello", "there"]) { RedirectStandardOutput = true })!;
        Assert.Equal("hello there", (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    // What is compiled ahead has a header for it in the place of a native image's
    private static bool HasNativeCode(string assembly)
    {
        using var file = File.OpenRead(assembly);
        using var image = new PEReader(file);
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    public void Dispose() => _directory.Dispose();
}
