using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Settings;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.ReadyCode;

/// <summary>
/// The programs of a run: each is started with the native code that there is, and when all are up what lacks is made for the next
/// start.
/// </summary>
internal sealed class ReadyPrograms(IConfiguration configuration, string directory, ReadyCache cache)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, bool> _programs = new();

    private bool IsOn => SettingValue.Bool(configuration, "LocalCloud:ReadyCode", true);

    /// <summary>Where to start a program from, now: it may have been built again since it was started last.</summary>
    public string Of(string assembly)
    {
        _programs[assembly] = true;
        return IsOn ? new ReadyFolder(directory, cache).Of(assembly) : assembly;
    }

    /// <summary>Makes what lacks, for the AppHost too, and says so.</summary>
    public async Task PrepareAsync(string appHost, CancellationToken stopping)
    {
        if (!IsOn)
            return;
        try
        {
            // Whoever has just started the application works with it first
            await Task.Delay(Patience, TimeProvider.System, stopping).ConfigureAwait(false);
            var began = TimeProvider.System.GetTimestamp();
            var compiler = new ReadyCompiler(cache, directory);
            var made = await compiler.RunAsync([.. _programs.Keys, appHost], stopping).ConfigureAwait(false);
            if (made is null or 0)
                return;
            var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Native code of {made} assemblies is made, in {seconds:0} s beside: the next start is quicker."
                )
            );
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or UnauthorizedAccessException or Win32Exception)
        {
            // The next run goes on with it
        }
    }
}
