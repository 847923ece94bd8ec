namespace Packages.Tests.Feeds;

/// <summary>What the packages are held to: a dependency more, or a file that doubles their size, is somebody's decision.</summary>
/// <param name="Megabytes">At most, zipped.</param>
/// <param name="Library">The assembly that users compile against.</param>
internal sealed record Approved(string Id, int Megabytes, string? Library, string[] Dependencies)
{
    private static readonly string[] Pinned = ["Nerdbank.MessagePack 1.3.88", "Polly.Core 8.9.1"];

    public static readonly Approved[] All =
    [
        new(
            "Serverless.Aspire.Hosting",
            25,
            "LocalCloud.Aspire",
            ["AWSSDK.Core 4.1.0", "Aspire.Hosting 13.6.5", "Aspire.Hosting.PostgreSQL 13.6.5", "Aspire.Hosting.Redis 13.6.5", .. Pinned]
        ),
        new("Serverless.Aspire.Lambda", 1, "Lambda", ["OpenTelemetry.Extensions.Hosting 1.20.1"]),
        new(
            "Serverless.Aspire.Publishing",
            1,
            "LocalCloud.Publishing",
            [
                "AWSSDK.S3 4.1.0",
                "AWSSDK.SecurityToken 4.0.101.10",
                "Aspire.Hosting 13.6.5",
                "Spectre.Console 0.57.2",
                "YamlDotNet 18.1.0",
                .. Pinned,
            ]
        ),
        new("Serverless.Aspire.Templates", 1, null, []),
        new(
            "Serverless.Aspire.Testing",
            5,
            "LocalCloud.Testing",
            [
                "AWSSDK.Core 4.1.0",
                "Microsoft.AspNetCore.TestHost 10.0.15",
                "MimeKit 4.18.2",
                "Npgsql 10.0.3",
                "OpenTelemetry.Exporter.OpenTelemetryProtocol 1.20.1",
                "SQLitePCLRaw.bundle_e_sqlite3 2.1.13",
                "System.IO.Hashing 11.0.0",
                "System.Security.Cryptography.Pkcs 10.0.14",
                "YamlDotNet 18.1.0",
            ]
        ),
        new("Serverless.Aspire.Tool", 10, null, []),
    ];
}
