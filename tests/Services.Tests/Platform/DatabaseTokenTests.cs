using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Amazon.Runtime;
using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Platform.Aws;
using Platform.Data;

namespace Services.Tests.Platform;

public sealed class DatabaseTokenTests
{
    private const string Region = "eu-west-1",
        Session = "a/token+with=signs";
    private const string Key = "AKIDEXAMPLE",
        Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly FakeTimeProvider _time = new(new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

    [Theory]
    [InlineData(null)]
    [InlineData(Session)]
    public void A_token_is_a_request_to_connect_that_the_roles_key_has_signed_for_a_quarter_of_an_hour(string? session)
    {
        var token = Tokens()
            .Create("shop.proxy-x.eu-west-1.rds.amazonaws.com:5432", "or ders", new ImmutableCredentials(Key, Secret, session));

        Assert.StartsWith("shop.proxy-x.eu-west-1.rds.amazonaws.com:5432/?", token, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(token[token.IndexOf('?')..]);
        Assert.Equal(
            ("connect", "or ders", "900", "20260304T050607Z"),
            (query["Action"], query["DBUser"], query["X-Amz-Expires"], query["X-Amz-Date"])
        );
        Assert.Equal($"{Key}/20260304/{Region}/rds-db/aws4_request", query["X-Amz-Credential"]);
        Assert.Equal(session, query["X-Amz-Security-Token"]);
        Assert.Equal(Signature("shop.proxy-x.eu-west-1.rds.amazonaws.com:5432", query), query["X-Amz-Signature"]);
    }

    [Fact]
    public async Task Each_connection_gives_the_server_a_token_of_its_own()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        await using var services = Services($"Host=127.0.0.1;Port={port};Username=shop;Database=shop;SSL Mode=Disable");
        await using var database = DataSource.Create(services, new NpgsqlEntityFrameworkCorePostgreSQLSettings());

        var first = await PasswordAsync(server, database);
        _time.Advance(TimeSpan.FromMinutes(20));
        var second = await PasswordAsync(server, database);

        Assert.Contains("X-Amz-Date=20260304T050607Z", first, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Date=20260304T052607Z", second, StringComparison.Ordinal);
        Assert.All([first, second], token =>
            Assert.StartsWith($"127.0.0.1:{port}/?Action=connect&DBUser=shop&", token, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Without_the_setting_the_connection_strings_password_is_given()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var text = $"Host=127.0.0.1;Port={((IPEndPoint)server.LocalEndpoint).Port};Username=shop;Password=hunter2;SSL Mode=Disable";
        await using var services = Services(text, DatabaseAuthentication.Password);
        await using var database = DataSource.Create(services, new NpgsqlEntityFrameworkCorePostgreSQLSettings());
        Assert.Equal("hunter2", await PasswordAsync(server, database));
    }

    [Fact]
    public void The_setting_is_written_as_the_template_writes_it()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Database:Authentication", "IAM")]).Build();
        Assert.Equal(DatabaseAuthentication.Iam, settings.GetSection("Database").Get<DataOptions>()!.Authentication);
    }

    private DatabaseToken Tokens() => new(new AwsEndpoint(null, Region, new BasicAWSCredentials(Key, Secret)), _time);

    private ServiceProvider Services(string text, DatabaseAuthentication authentication = DatabaseAuthentication.Iam) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:serverless", text)]).Build()
            )
            .AddSingleton(Options.Create(new DataOptions { Authentication = authentication }))
            .AddSingleton(Tokens())
            .BuildServiceProvider();

    /// <summary>Plays a server that asks for the password in clear and then refuses.</summary>
    private static async Task<string> PasswordAsync(TcpListener server, NpgsqlDataSource database)
    {
        var opening = database.OpenConnectionAsync(TestContext.Current.CancellationToken).AsTask();
        using var client = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await ReadAsync(stream, await LengthAsync(stream));
        await stream.WriteAsync((byte[])[(byte)'R', 0, 0, 0, 8, 0, 0, 0, 3]);
        Assert.Equal((byte)'p', (await ReadAsync(stream, 1))[0]);
        var password = await ReadAsync(stream, await LengthAsync(stream));
        await stream.WriteAsync((byte[])[(byte)'E', 0, 0, 0, 29, .. "SFATAL\0C28000\0Mno entry\0\0"u8]);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => opening);
        return Encoding.UTF8.GetString(password.AsSpan()[..^1]);
    }

    private static async Task<int> LengthAsync(NetworkStream stream) => BinaryPrimitives.ReadInt32BigEndian(await ReadAsync(stream, 4)) - 4;

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        return bytes;
    }

    private static string Signature(string host, System.Collections.Specialized.NameValueCollection query)
    {
        var canonical = string.Join(
            '&',
            query
                .AllKeys.Where(name => name != "X-Amz-Signature")
                .Order(StringComparer.Ordinal)
                .Select(name => $"{name}={Uri.EscapeDataString(query[name]!)}")
        );
        var now = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        return new SignatureV4(Key, Secret, Region, "rds-db", now).Of($"GET\n/\n{canonical}\nhost:{host}\n\nhost\n{SignatureV4.Hash("")}");
    }
}
