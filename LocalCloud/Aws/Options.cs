using LocalCloud.Aws.Clock;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws;

/// <summary>What the command line and the environment ask for: <see cref="OptionParser"/>.</summary>
internal sealed record Options
{
    public const string Usage = """
        AWS on this machine: SQS, SNS, EventBridge, Scheduler, DynamoDB, S3, Lambda, CloudFormation and more, at one address, without a container.

        Usage: LocalCloud.Aws [options]
          --port N         port to listen on (4566); 0 takes a free one
          --host ADDRESS   address to listen on (127.0.0.1)
          --data DIR       where data lives (.localcloud/aws)
          --memory         keep nothing
          --sqs-waits      a deleted queue's name, and a purged queue, have to wait for 60 seconds, as on AWS
          --debug-deadline a function's time-out does not end it, and none is stopped while it waits: it may be held in a debugger
                           (and LOCALCLOUD_DEBUG_DEADLINE=true)
          --clock MODE     real (the machine's); movable: runs and can be held and moved ahead; manual: stands until it is moved
                           (on the console's page Clock, or by POST /_localcloud/time/advance?seconds=N)
          --postgres-home DIR
                           PostgreSQL's programs (bin/initdb, bin/postgres; else LOCALCLOUD_POSTGRES_HOME, else PATH): each RDS database of a stack is a
                           server of its own
          --redis-server FILE
                           LocalCloud.Redis (else LOCALCLOUD_REDIS_SERVER): each ElastiCache cache of a stack is a server of its own
          --postgres HOST:PORT, --redis HOST:PORT
                           servers that stand in for RDS and ElastiCache instead (127.0.0.1:5432, 127.0.0.1:6379)
          --verify-signatures
                           refuse what is not signed with SigV4; the secret of every access key id is "test"
          --credentials FILE|ID=SECRET,...
                           the same with these access keys and no others; FILE as the AWS CLI writes it
          --enforce-iam    requests are decided by IAM's policies and those of resources (and LOCALCLOUD_ENFORCE_IAM=true); signatures are checked.
                           The account's own credentials (its number or any other name that IAM has not given out, secret "test", or those of
                           --credentials) may do all
          --allow-host NAME[,NAME]
                           further names by which it may be called (and LOCALCLOUD_ALLOW_HOST), *.NAME for all below one: see docs/security.md
          --allow-origin ORIGIN[,ORIGIN]
                           pages of other sites that may call it (and LOCALCLOUD_ALLOW_ORIGIN), as https://app.example.com
          --help           this text

        The console is at http://127.0.0.1:4566/_localcloud, and any AWS SDK or CLI works with AWS_ENDPOINT_URL=http://127.0.0.1:4566.
        """;

    public int Port { get; init; } = 4566;

    public string Address { get; init; } = "127.0.0.1";

    /// <summary>null: --memory.</summary>
    public string? DataDirectory { get; init; } = Path.Combine(".localcloud", "aws");

    /// <summary>Left out of normal use: tests delete, create and purge queues all the time.</summary>
    public bool SqsWaits { get; init; }

    /// <summary>Each account has all names of buckets for itself; AWS's accounts share them. For tests with an account each.</summary>
    public bool BucketNamesByAccount { get; init; }

    /// <summary>Time-outs of functions are announced and not carried out.</summary>
    public bool DebugDeadline { get; init; }

    /// <summary>Where functions' logs are shown; nowhere in tests.</summary>
    public TextWriter? FunctionOutput { get; init; }

    public ClockMode Clock { get; init; }

    /// <summary>HOST:PORT of what stands in for RDS; null: the environment says.</summary>
    public string? Postgres { get; init; }

    /// <summary>HOST:PORT of what stands in for ElastiCache; null: the environment says.</summary>
    public string? Redis { get; init; }

    /// <summary>null: the environment says.</summary>
    public string? PostgresHome { get; init; }

    /// <summary>null: the environment says.</summary>
    public string? RedisServer { get; init; }

    /// <summary>null: signatures are accepted and not looked at.</summary>
    public Secrets? VerifySignatures { get; init; }

    /// <summary>Policies decide; signatures are checked with it.</summary>
    public bool EnforceIam { get; init; }

    /// <summary>Names by which it may be called beside its own; *.NAME stands for all below one.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>scheme://host[:port] of pages that may call it beside those of this machine.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];
}
