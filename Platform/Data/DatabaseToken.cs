using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;
using Npgsql;
using Platform.Aws;

namespace Platform.Data;

/// <summary>
/// What RDS and RDS Proxy take in the place of a password: a presigned request to connect, which the role's <c>rds-db:connect</c> allows.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html.
/// </summary>
internal sealed class DatabaseToken(AwsEndpoint aws, TimeProvider time)
{
    private const string Service = "rds-db";

    /// <summary>The longest that AWS takes. Connections stay beyond it.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly Lazy<AWSCredentials> _credentials = new(() =>
        aws.Credentials ?? DefaultAWSCredentialsIdentityResolver.GetCredentials(null)
    );

    /// <summary>
    /// A token for each connection that is opened: making one is a hash and asks nobody, while one that is renewed by a timer would be an
    /// old one after a freeze.
    /// </summary>
    public void Use(NpgsqlDataSourceBuilder builder)
    {
        // Without a password Npgsql would ask for Kerberos first, which takes a connection
        builder.ConnectionStringBuilder.GssEncryptionMode = GssEncryptionMode.Disable;
        builder.UsePasswordProvider(
            connection => Create(connection, _credentials.Value.GetCredentials()),
            async (connection, _) => Create(connection, await _credentials.Value.GetCredentialsAsync())
        );
    }

    private string Create(NpgsqlConnectionStringBuilder connection, ImmutableCredentials signer) =>
        Create($"{connection.Host}:{connection.Port.ToString(CultureInfo.InvariantCulture)}", connection.Username ?? "", signer);

    /// <param name="address">Host and port as the connection string has them.</param>
    internal string Create(string address, string user, ImmutableCredentials signer)
    {
        var request = new DefaultRequest(new ConnectRequest(), Service)
        {
            HttpMethod = "GET",
            Endpoint = new Uri($"https://{address}"),
            ResourcePath = "/",
            UseQueryString = true,
        };
        request.Parameters["Action"] = "connect";
        request.Parameters["DBUser"] = user;
        request.Parameters["X-Amz-Expires"] = Lifetime.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        if (signer.UseToken)
        {
            request.Parameters["X-Amz-Security-Token"] = signer.Token;
        }

        var signature = AWS4PreSignedUrlSigner.SignRequest(
            request,
            null,
            new RequestMetrics(),
            signer.AccessKey,
            signer.SecretKey,
            Service,
            aws.Region,
            time.GetUtcNow().UtcDateTime
        );
        var parameters = request.Parameters.Select(parameter => $"{parameter.Key}={AWSSDKUtils.UrlEncode(parameter.Value, path: false)}");
        return $"{address}/?{string.Join('&', parameters)}&{signature.ForQueryParameters}";
    }

    private sealed class ConnectRequest : AmazonWebServiceRequest;
}
