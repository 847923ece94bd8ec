using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>How an environment's process is started: by its runtime, and by what its package and layers bring along.</summary>
internal static class FunctionLaunch
{
    /// <param name="taskRoot">the package, unpacked: /var/task on AWS</param>
    /// <param name="layers">/opt on AWS</param>
    public static Result<Launch> Of(FunctionVersion version, string taskRoot, string? layers, Dictionary<string, string> environment)
    {
        if (!CommandOf(version.Configuration, taskRoot, layers, environment["LAMBDA_RUNTIME_DIR"]).Ok(out var command, out var error))
            return error;
        if (environment.GetValueOrDefault("AWS_LAMBDA_EXEC_WRAPPER") is { Length: > 0 } wrapper)
            command = [Local(wrapper, taskRoot, layers), .. command];
        return new Launch(command, taskRoot, environment);
    }

    private static Result<string[]> CommandOf(FunctionConfiguration configuration, string taskRoot, string? layers, string runtimes)
    {
        var runtime = configuration.Runtime!;
        if (runtime.StartsWith("provided", StringComparison.Ordinal))
            return Bootstrap(taskRoot, layers);
        if (runtime.StartsWith("dotnet", StringComparison.Ordinal))
            return DotNet(configuration.Handler!, taskRoot);
        if (runtime.StartsWith("nodejs", StringComparison.Ordinal))
            return Interpreter(runtime, "node", Path.Combine(runtimes, "bootstrap.mjs"));
        if (runtime.StartsWith("python", StringComparison.Ordinal))
            return Interpreter(runtime, "python3", Path.Combine(runtimes, "bootstrap.py"));
        return Impossible(
            $"LocalCloud has no runtime {runtime}. It runs provided.*, dotnet*, and nodejs* and python* where their interpreter is "
                + "installed"
        );
    }

    private static Result<string[]> Bootstrap(string taskRoot, string? layers)
    {
        string?[] places = [taskRoot, layers];
        if (places.Where(p => p is not null).Select(p => Path.Combine(p!, "bootstrap")).FirstOrDefault(File.Exists) is not { } bootstrap)
            return Impossible("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(bootstrap) & Executable) == 0)
            return Impossible("fork/exec /var/task/bootstrap: permission denied (the zip does not have the file as executable)");
        return (string[])[bootstrap];
    }

    // An executable assembly brings its runtime loop along. A handler in a class library needs AWS's, from the package.
    private static Result<string[]> DotNet(string handler, string taskRoot)
    {
        var assembly = handler.Split("::")[0];
        if (!handler.Contains("::", StringComparison.Ordinal))
        {
            var path = Path.Combine(taskRoot, $"{assembly}.dll");
            return File.Exists(path)
                ? (string[])["dotnet", path]
                : Impossible($"Could not find the specified handler assembly with the file name '{assembly}.dll'");
        }
        var support = Path.Combine(taskRoot, "Amazon.Lambda.RuntimeSupport.dll");
        if (!File.Exists(support))
            return Impossible(
                $"The handler {handler} is a method of a class library. LocalCloud runs it only when the package has "
                    + "Amazon.Lambda.RuntimeSupport.dll; "
                    + "or make the project an executable and name its assembly as the handler"
            );
        return (string[])
            [
                "dotnet",
                "exec",
                "--depsfile",
                Path.Combine(taskRoot, $"{assembly}.deps.json"),
                "--runtimeconfig",
                Path.Combine(taskRoot, $"{assembly}.runtimeconfig.json"),
                support,
                handler,
            ];
    }

    private static Result<string[]> Interpreter(string runtime, string name, string loop)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(d => Path.Combine(d, name))
            .FirstOrDefault(File.Exists);
        return found is null ? Impossible($"{runtime} needs {name}, which is not on the PATH of this machine") : (string[])[found, loop];
    }

    private static string Local(string path, string taskRoot, string? layers) =>
        path.StartsWith("/opt/", StringComparison.Ordinal) && layers is not null ? Path.Combine(layers, path["/opt/".Length..])
        : path.StartsWith("/var/task/", StringComparison.Ordinal) ? Path.Combine(taskRoot, path["/var/task/".Length..])
        : path;

    private static AwsError Impossible(string message) => new("Runtime.InvalidEntrypoint", message);
}
