using System.ComponentModel;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>Brings up the processes of an environment: files, port, variables, command. Not under its gate, for that takes its time; what
/// has happened meanwhile is looked at where the processes are handed over.</summary>
internal static class SandboxStart
{
    /// <summary>Why nothing can be started; null when the processes have begun, which is not to say that they are ready.</summary>
    public static InvocationResult? Begin(ExecutionEnvironment environment)
    {
        // No file is made, and no process begins, beside an emulator that takes its files away
        if (environment.IsGone || !environment.Service.Guard.TryEnter())
            return Failures.Ended;
        try
        {
            InvocationResult? impossible = null;
            return Try(() => impossible = Run(environment)) ?? impossible;
        }
        finally
        {
            environment.Service.Guard.Leave();
        }
    }

    /// <summary>What starting says when this machine does not let it.</summary>
    public static InvocationResult? Try(Action start)
    {
        try
        {
            start();
            return null;
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return InvocationResult.Failed("Runtime.InvalidEntrypoint", e.Message, "error");
        }
        catch (OperationCanceledException)
        {
            return Failures.Ended;
        }
    }

    private static InvocationResult? Run(ExecutionEnvironment environment)
    {
        var (service, version) = (environment.Service, environment.Version);
        Directory.CreateDirectory(environment.Temporary);
        var root = service.Code.Unpack(version.CodeFile);
        var layers = service.Code.UnpackLayers(version.LayerFiles);
        var port = service.Api.Open(environment);
        var sandbox = new Sandbox(environment, port);
        if (!environment.TryHold(sandbox))
        {
            sandbox.Dispose();
            return Failures.Ended;
        }
        var variables = Variables.Of(
            service.Host,
            environment.Scope,
            version,
            root,
            layers,
            environment.Temporary,
            port.Number,
            environment.Log,
            environment.IsProvisioned,
            service.Secrets.Grant(environment.Scope.Account),
            service.Runtimes
        );
        if (!FunctionLaunch.Of(version, root, layers, variables).Ok(out var launch, out var error))
            return InvocationResult.Failed(error.Code, error.Message, "error");
        var own = Own(environment, root, layers);
        launch = launch with { Starting = start => service.Confinement.Start(start, own) };
        if (ExternalExtensions.In(layers) is not { Count: > 0 } names)
        {
            sandbox.Run(launch);
            return null;
        }
        environment.Extensions.Expect(names);
        var extensions = ExternalExtensions.Start(names, layers!, launch, service.Guard, environment.Cgroup, environment.Log.Line);
        _ = sandbox.RunBehindAsync(extensions, launch);
        return null;
    }

    private static OwnFiles Own(ExecutionEnvironment environment, string root, string? layers)
    {
        var authority = environment.Service.Host.Engines.Authority;
        string?[] readable = [root, layers, environment.Service.Runtimes, authority.BundlePath, authority.CertificatePath];
        return new([.. readable.OfType<string>()], environment.Temporary);
    }
}
