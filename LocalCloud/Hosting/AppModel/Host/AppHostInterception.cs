using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace LocalCloud.Hosting;

/// <summary>
/// A test runs an AppHost's entry point up to <see cref="IDistributedApplicationBuilder.Build"/>, where it takes the builder and ends the entry point.
/// What is current flows with the call, so that several tests can do so at once.
/// </summary>
sealed class AppHostInterception(Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings>? configure)
{
    static readonly AsyncLocal<AppHostInterception?> Ambient = new();

    public static AppHostInterception? Current => Ambient.Value;

    public Assembly Assembly => assembly;
    public string[] Args => args;
    public HostApplicationBuilderSettings Settings { get; } = new();
    public DistributedApplicationBuilder? Taken { get; private set; }

    /// <summary>Runs the entry point and returns the builder that it was about to build.</summary>
    public static Task<DistributedApplicationBuilder> RunAsync(Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings>? configure, CancellationToken cancellationToken)
    {
        var entryPoint = assembly.EntryPoint ?? throw new ArgumentException($"{assembly.GetName().Name} has no entry point.", nameof(assembly));
        // A thread of its own: the entry point may block
        return Task.Factory.StartNew(() =>
        {
            var interception = new AppHostInterception(assembly, args, configure);
            Ambient.Value = interception;
            try
            {
                entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entryPoint.GetParameters().Length == 0 ? null : [args], null);
            }
            catch (HostAbortedException) when (interception.Taken is not null)
            {
                return interception.Taken;
            }
            throw new InvalidOperationException($"{assembly.GetName().Name} ended without building a DistributedApplication.");
        }, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The test has the last word on what the AppHost asked for.</summary>
    public void Configure(DistributedApplicationOptions options)
    {
        options.DisableDashboard = true;
        configure?.Invoke(options, Settings);
    }

    public void Take(DistributedApplicationBuilder builder)
    {
        if (Taken is not null) return;
        Taken = builder;
        throw new HostAbortedException();
    }
}
