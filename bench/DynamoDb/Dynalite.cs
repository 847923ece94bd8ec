using Serverless.Bench.Load;
using Serverless.Bench.Startup;

namespace Serverless.Bench.DynamoDb;

/// <summary>npm's dynalite, in memory: a program to compare with, installed into a folder that goes again.</summary>
internal sealed class Dynalite : IDisposable
{
    private const string Version = "4.0.0";

    private readonly DirectoryInfo _directory;

    private Dynalite(DirectoryInfo directory) => _directory = directory;

    /// <returns>Null, with a line that says so, where npm cannot install it.</returns>
    public static async Task<Dynalite?> InstallAsync(CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("bench-dynalite-");
        try
        {
            string[] arguments = ["install", "--no-audit", "--no-fund", "--prefix", directory.FullName, $"dynalite@{Version}"];
            await Shell.RunAsync(directory.FullName, "npm", arguments, cancellation);
            return new(directory);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            directory.Delete(recursive: true);
            Console.WriteLine($"dynalite {Version} is not installed, and not compared: {e.Message}");
            return null;
        }
    }

    public ServerProcess Start()
    {
        var program = Path.Combine(_directory.FullName, "node_modules", "dynalite", "cli.js");
        var port = FreePort.Next();
        return ServerProcess.Start("node", program, "--host", "127.0.0.1", "--port", $"{port}", "--createTableMs", "0");
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
