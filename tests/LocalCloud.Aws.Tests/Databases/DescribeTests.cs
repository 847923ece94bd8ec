using System.Xml.Linq;
using LocalCloud.Aws.Tests.CloudFormation;

namespace LocalCloud.Aws.Tests.Databases;

/// <summary>What RDS and ElastiCache tell of what a stack has made. Endpoints are stand-ins: nothing is started.</summary>
public sealed class DescribeTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Subnets: { Type: AWS::RDS::DBSubnetGroup,
            Properties: { DBSubnetGroupName: Nets, DBSubnetGroupDescription: d, SubnetIds: [subnet-1, subnet-2] } }
          Main:
            Type: AWS::RDS::DBInstance
            DeletionPolicy: Delete
            Properties: { Engine: postgres, EngineVersion: "16.3", DBInstanceIdentifier: Main, DBInstanceClass: db.t4g.micro,
              AllocatedStorage: "20", DBName: shop, MasterUsername: app,
              MasterUserPassword: secret-pass1, DBSubnetGroupName: !Ref Subnets, MultiAZ: true, VPCSecurityGroups: [sg-1], Tags: [{ Key: own, Value: v }] }
          Cluster: { Type: AWS::RDS::DBCluster, DeletionPolicy: Delete,
            Properties: { DBClusterIdentifier: aurora, Engine: aurora-postgresql, MasterUsername: app,
            MasterUserPassword: secret-pass1,
            ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 2 } } }
          Member: { Type: AWS::RDS::DBInstance,
            Properties: { DBInstanceIdentifier: member, Engine: aurora-postgresql, DBInstanceClass: db.serverless,
            DBClusterIdentifier: !Ref Cluster } }
          Proxy: { Type: AWS::RDS::DBProxy,
            Properties: { DBProxyName: px, EngineFamily: POSTGRESQL, RoleArn: "arn:aws:iam::123456789012:role/r",
            VpcSubnetIds: [subnet-1], RequireTLS: true,
            Auth: [{ AuthScheme: SECRETS, SecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s" }] } }
          Targets: { Type: AWS::RDS::DBProxyTargetGroup, DependsOn: Member,
            Properties: { DBProxyName: !Ref Proxy, TargetGroupName: default, DBClusterIdentifiers: [!Ref Cluster] } }
          CacheSubnets: { Type: AWS::ElastiCache::SubnetGroup,
            Properties: { CacheSubnetGroupName: cnets, Description: d, SubnetIds: [subnet-1] } }
          Sessions: { Type: AWS::ElastiCache::ServerlessCache,
            Properties: { Engine: valkey, ServerlessCacheName: sessions, MajorEngineVersion: "8",
            CacheUsageLimits: { DataStorage: { Maximum: 5, Unit: GB } } } }
          Group: { Type: AWS::ElastiCache::ReplicationGroup,
            Properties: { ReplicationGroupId: rg, ReplicationGroupDescription: d, Engine: redis, CacheNodeType: cache.t4g.micro,
            NumCacheClusters: 2 } }
          One: { Type: AWS::ElastiCache::CacheCluster,
            Properties: { ClusterName: one, Engine: redis, CacheNodeType: cache.t4g.micro, NumCacheNodes: 1 } }
        """;

    /// <summary>No server: also where PostgreSQL is on the PATH.</summary>
    private protected override Options Configure(Options options) => options with { Postgres = "127.0.0.1:5432", Redis = "127.0.0.1:6379" };

    [Fact]
    public async Task Databases_are_described_as_they_were_asked_for()
    {
        await MakeAsync();
        var main = Members(await RdsAsync("DescribeDBInstances", ("DBInstanceIdentifier", "MAIN")), "DBInstances").Single();
        Assert.Equal(
            ("DBInstance", "main", "available", "20", "shop", "16.3", "true", "sg-1", "5432", "subnet-2"),
            (
                main.Name.LocalName,
                Text(main, "DBInstanceIdentifier"),
                Text(main, "DBInstanceStatus"),
                Text(main, "AllocatedStorage"),
                Text(main, "DBName"),
                Text(main, "EngineVersion"),
                Text(main, "MultiAZ"),
                Text(main, "VpcSecurityGroupId"),
                Text(main, "Port"),
                Text(Members(main, "Subnets").Last(), "SubnetIdentifier")
            )
        );
        Assert.DoesNotContain("secret-pass1", main.ToString());

        var filtered = await RdsAsync(
            "DescribeDBInstances",
            ("Filters.Filter.1.Name", "db-cluster-id"),
            ("Filters.Filter.1.Values.Value.1", "aurora")
        );
        Assert.Equal(["member"], Members(filtered, "DBInstances").Select(i => Text(i, "DBInstanceIdentifier")));

        var cluster = Members(await RdsAsync("DescribeDBClusters"), "DBClusters").Single();
        Assert.Equal(
            ("aurora", "member", "true", "0.5"),
            (
                Text(cluster, "DBClusterIdentifier"),
                Text(cluster, "DBInstanceIdentifier"),
                Text(cluster, "IsClusterWriter"),
                Text(cluster, "MinCapacity")
            )
        );

        var tags = Members(await RdsAsync("ListTagsForResource", ("ResourceName", $"arn:aws:rds:{Region}:{Account}:db:main")), "TagList")
            .ToDictionary(t => Text(t, "Key"), t => Text(t, "Value"));
        Assert.Equal(("v", "shop"), (tags["own"], tags["aws:cloudformation:stack-name"]));
    }

    [Fact]
    public async Task Proxies_and_subnet_groups_are_described_with_what_they_lead_to()
    {
        await MakeAsync();
        var proxy = Members(await RdsAsync("DescribeDBProxies", ("DBProxyName", "px")), "DBProxies").Single();
        Assert.Equal(
            ("available", "true", "SECRETS", "DISABLED"),
            (Text(proxy, "Status"), Text(proxy, "RequireTLS"), Text(proxy, "AuthScheme"), Text(proxy, "IAMAuth"))
        );
        Assert.Equal(
            ["TRACKED_CLUSTER aurora ", "RDS_INSTANCE member READ_WRITE"],
            Members(await RdsAsync("DescribeDBProxyTargets", ("DBProxyName", "px")), "Targets")
                .Select(t => $"{Text(t, "Type")} {Text(t, "RdsResourceId")} {Text(t, "Role")}")
        );
        Assert.Equal("default", Text(await RdsAsync("DescribeDBProxyTargetGroups", ("DBProxyName", "px")), "TargetGroupName"));
        Assert.Equal("nets", Text(await RdsAsync("DescribeDBSubnetGroups"), "DBSubnetGroupName"));
    }

    [Theory]
    [InlineData("DescribeDBInstances", "DBInstanceIdentifier", "DBInstanceNotFound", "DBInstance nope not found.")]
    [InlineData("DescribeDBClusters", "DBClusterIdentifier", "DBClusterNotFoundFault", "DBCluster nope not found.")]
    [InlineData("DescribeDBProxies", "DBProxyName", "DBProxyNotFoundFault", "DBProxy nope not found.")]
    [InlineData("DescribeDBProxyTargets", "DBProxyName", "DBProxyNotFoundFault", "DBProxy nope not found.")]
    [InlineData("DescribeDBSubnetGroups", "DBSubnetGroupName", "DBSubnetGroupNotFoundFault", "DB subnet group 'nope' does not exist.")]
    [InlineData("DeleteDBInstance", "DBInstanceIdentifier", "DBInstanceNotFound", "DBInstance nope not found.")]
    public async Task A_database_that_is_not_there_is_not_found(string action, string member, string code, string message) =>
        Assert.Equal((code, message), await FailAsync("rds", "2014-10-31", action, (member, "nope")));

    [Theory]
    [InlineData("DescribeServerlessCaches", "ServerlessCacheName", "ServerlessCacheNotFoundFault", "ServerlessCache nope not found.")]
    [InlineData("DescribeReplicationGroups", "ReplicationGroupId", "ReplicationGroupNotFoundFault", "ReplicationGroup nope not found.")]
    [InlineData("DescribeCacheClusters", "CacheClusterId", "CacheClusterNotFound", "CacheCluster not found: nope")]
    [InlineData("DescribeCacheSubnetGroups", "CacheSubnetGroupName", "CacheSubnetGroupNotFoundFault", "CacheSubnetGroup nope not found.")]
    public async Task A_cache_that_is_not_there_is_not_found(string action, string member, string code, string message) =>
        Assert.Equal((code, message), await FailAsync("elasticache", "2015-02-02", action, (member, "nope")));

    [Fact]
    public async Task Caches_are_described_with_their_nodes()
    {
        await MakeAsync();
        var serverless = Members(await CacheAsync("DescribeServerlessCaches"), "ServerlessCaches").Single();
        Assert.Equal(
            ("sessions", "available", "valkey", "8", "5"),
            (
                Text(serverless, "ServerlessCacheName"),
                Text(serverless, "Status"),
                Text(serverless, "Engine"),
                Text(serverless, "MajorEngineVersion"),
                Text(serverless, "Maximum")
            )
        );
        var group = Members(await CacheAsync("DescribeReplicationGroups", ("ReplicationGroupId", "rg")), "ReplicationGroups").Single();
        Assert.Equal(["rg-001", "rg-002"], Members(group, "MemberClusters").Select(m => m.Value));
        Assert.Equal(
            ["one", "rg-001", "rg-002"],
            Members(await CacheAsync("DescribeCacheClusters"), "CacheClusters").Select(c => Text(c, "CacheClusterId"))
        );
        var alone = Members(
                await CacheAsync(
                    "DescribeCacheClusters",
                    ("ShowCacheClustersNotInReplicationGroups", "true"),
                    ("ShowCacheNodeInfo", "true")
                ),
                "CacheClusters"
            )
            .Single();
        Assert.Equal(("one", "6379"), (Text(alone, "CacheClusterId"), Text(alone, "Port")));
        Assert.Equal("cnets", Text(await CacheAsync("DescribeCacheSubnetGroups"), "CacheSubnetGroupName"));
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        for (var i = 0; i < 21; i++)
            await RdsAsync(
                "CreateDBInstance",
                ("DBInstanceIdentifier", $"db-{i:D2}"),
                ("Engine", "postgres"),
                ("DBInstanceClass", "db.t4g.micro"),
                ("MasterUsername", "app"),
                ("MasterUserPassword", "secret-pass1")
            );
        Assert.Equal("InvalidParameterValue", (await FailAsync("rds", "2014-10-31", "DescribeDBInstances", ("MaxRecords", "19"))).Code);
        var first = await RdsAsync("DescribeDBInstances", ("MaxRecords", "20"));
        var second = await RdsAsync("DescribeDBInstances", ("MaxRecords", "20"), ("Marker", Text(first, "Marker")));
        Assert.Equal(
            (20, "db-20", ""),
            (Members(first, "DBInstances").Count(), Text(second, "DBInstanceIdentifier"), Text(second, "Marker"))
        );
    }

    [Fact]
    public async Task An_instance_is_made_and_deleted_without_a_stack()
    {
        (string, string)[] request =
        [
            ("DBInstanceIdentifier", "Shop"),
            ("Engine", "postgres"),
            ("DBInstanceClass", "db.t4g.micro"),
            ("MasterUsername", "app"),
            ("MasterUserPassword", "secret-pass1"),
            ("VpcSecurityGroupIds.VpcSecurityGroupId.1", "sg-1"),
            ("Tags.Tag.1.Key", "a"),
            ("Tags.Tag.1.Value", "b"),
        ];
        var made = await RdsAsync("CreateDBInstance", request);
        Assert.Equal(
            ("shop", "creating", "sg-1", "b"),
            (Text(made, "DBInstanceIdentifier"), Text(made, "DBInstanceStatus"), Text(made, "VpcSecurityGroupId"), Text(made, "Value"))
        );
        Assert.Equal("available", Text(await RdsAsync("DescribeDBInstances", ("DBInstanceIdentifier", "shop")), "DBInstanceStatus"));
        Assert.Equal(
            ("DBInstanceAlreadyExists", "DB instance already exists"),
            await FailAsync("rds", "2014-10-31", "CreateDBInstance", request)
        );
        Assert.Equal(
            ("InvalidParameterCombination", "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."),
            await FailAsync("rds", "2014-10-31", "DeleteDBInstance", ("DBInstanceIdentifier", "shop"))
        );
        Assert.Equal(
            "deleting",
            Text(await RdsAsync("DeleteDBInstance", ("DBInstanceIdentifier", "shop"), ("SkipFinalSnapshot", "true")), "DBInstanceStatus")
        );
        Assert.Empty(Members(await RdsAsync("DescribeDBInstances"), "DBInstances"));
    }

    [Fact]
    public async Task A_serverless_cache_is_made_and_deleted_without_a_stack()
    {
        var made = await CacheAsync(
            "CreateServerlessCache",
            ("ServerlessCacheName", "sessions"),
            ("Engine", "valkey"),
            ("SubnetIds.SubnetId.1", "subnet-1")
        );
        Assert.Equal(("creating", "subnet-1", ""), (Text(made, "Status"), Text(made, "SubnetIds"), Text(made, "Address")));
        Assert.Equal("available", Text(await CacheAsync("DescribeServerlessCaches", ("ServerlessCacheName", "sessions")), "Status"));
        Assert.Equal(
            "ServerlessCacheAlreadyExistsFault",
            (
                await FailAsync(
                    "elasticache",
                    "2015-02-02",
                    "CreateServerlessCache",
                    ("ServerlessCacheName", "sessions"),
                    ("Engine", "redis")
                )
            ).Code
        );
        Assert.Equal("deleting", Text(await CacheAsync("DeleteServerlessCache", ("ServerlessCacheName", "sessions")), "Status"));
        Assert.Empty(Members(await CacheAsync("DescribeServerlessCaches"), "ServerlessCaches"));
    }

    private async Task MakeAsync() => Assert.Equal("CREATE_COMPLETE", Status(await CreateAsync("shop", Template)));

    private async Task<XElement> RdsAsync(string action, params (string, string)[] parameters) =>
        await CallAsync("rds", "2014-10-31", action, parameters);

    private async Task<XElement> CacheAsync(string action, params (string, string)[] parameters) =>
        await CallAsync("elasticache", "2015-02-02", action, parameters);
}
