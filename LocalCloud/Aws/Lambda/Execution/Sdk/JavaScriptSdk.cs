using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Lambda.Execution.Sdk;

/// <summary>
/// What Lambda's Node runtimes bring along of the AWS SDK: installed from npm into a folder of this user when a function first asks for it.
/// Clients of the services that are here come together and at fixed versions; any other one when it is asked for.
/// </summary>
internal sealed partial class JavaScriptSdk(string root, Npm npm, Action<string> tell)
{
    private const string FirstWithVersion3 = "nodejs18.x",
        Version2 = "aws-sdk";

    private readonly SdkTrees _trees = new(root, npm, tell);
    private readonly SemaphoreSlim _one = new(1);

    public static JavaScriptSdk Default(Action<string> tell) =>
        new(Path.Combine(UserFolder(), SdkTrees.Version), new(OperatingSystem.IsWindows() ? "npm.cmd" : "npm"), tell);

    /// <summary>Where node_modules with the package is; the error says why there is none, for whoever wrote the function.</summary>
    /// <param name="package">as a module names it, with its scope</param>
    /// <param name="runtime">of the function: versions 2 and 3 of the SDK came with different ones</param>
    public async Task<Result<string>> FolderOfAsync(string package, string runtime, CancellationToken cancellation)
    {
        if (!Name().IsMatch(package))
            return Missing($"{package} is no package of the AWS SDK");
        var has3 = string.CompareOrdinal(runtime, FirstWithVersion3) >= 0;
        if (has3 == (package == Version2))
            return Missing(
                $"{runtime} has version {(has3 ? 3 : 2)} of the AWS SDK for JavaScript ({(has3 ? "@aws-sdk/client-*" : Version2)})"
            );
        if (_trees.Find(package) is { } folder)
            return folder;
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // It waits for other emulators, and keeps its thread
            return await Task
                .Factory.StartNew(
                    () => _trees.Install(package, cancellation),
                    cancellation,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Missing($"{root}: {e.Message}");
        }
        finally
        {
            _one.Release();
        }
    }

    public static AwsError Missing(string reason) => new("Runtime.ImportModuleError", reason);

    private static string UserFolder()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "localcloud", "aws-sdk-js");
    }

    [GeneratedRegex("^((@aws-sdk|@smithy|@aws-crypto)/[a-z0-9][a-z0-9._-]*|aws-sdk)$")]
    private static partial Regex Name();
}
