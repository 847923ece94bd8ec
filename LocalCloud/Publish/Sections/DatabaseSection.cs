using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>PostgreSQL on RDS or Aurora, and the proxy that many short-lived environments share its connections through.</summary>
internal static class DatabaseSection
{
    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        if (plan.Databases.Count == 0)
            return;
        Parameters(plan, document);
        foreach (var database in plan.Databases)
        {
            var section = document.Section(
                $"Database '{database.Name}': {(plan.Options.Aurora ? "Aurora PostgreSQL Serverless v2" : "RDS for PostgreSQL")} behind "
                    + "RDS Proxy"
            );
            NetworkSection.StoreGroup(section, $"{database.ProxyId}SecurityGroup", $"RDS Proxy of {database.Name}", "5432");
            NetworkSection.StoreGroup(
                section,
                $"{database.InstanceId}SecurityGroup",
                $"PostgreSQL {database.Name}",
                "5432",
                $"{database.ProxyId}SecurityGroup"
            );
            section.Add(
                $"{database.Id}SubnetGroup",
                null,
                $$"""
                Type: AWS::RDS::DBSubnetGroup
                Properties:
                  DBSubnetGroupDescription: Private subnets of {{database.Name}}
                  SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
                """
            );
            var secret = plan.Secrets.First(s => s.Parameter == database.Password);
            if (plan.Options.Aurora)
                Aurora(section, database, secret);
            else
                Instance(section, database, secret);
            Proxy(plan, section, database, secret);
        }
    }

    private static void Parameters(PublishPlan plan, TemplateDocument document)
    {
        document.Parameter(
            "DeletionProtection",
            """
            Type: String
            Default: 'false'
            AllowedValues: ['true', 'false']
            Description: 'true: the database cannot be deleted, nor the stack with it, until this is false. Set it once the stack stands: CloudFormation cannot take back a creation that fails while it is true'
            """
        );
        document.Condition("HasDeletionProtection", "!Equals [!Ref DeletionProtection, 'true']");
        document.Parameter(
            "DatabaseMultiAz",
            $$"""
            Type: String
            Default: '{{(plan.IsTest ? "false" : "true")}}'
            AllowedValues: ['true', 'false']
            Description: 'true: a standby server in the other availability zone, which takes over'
            """
        );
        document.Condition("HasMultiAz", "!Equals [!Ref DatabaseMultiAz, 'true']");
        if (plan.Options.Aurora)
        {
            document.Parameter(
                "DatabaseMaxCapacity",
                "{ Type: Number, Default: 4, MinValue: 1, MaxValue: 256, Description: Most Aurora capacity units (2 GiB of memory each) }"
            );
            return;
        }
        document.Parameter("DatabaseInstanceClass", "{ Type: String, Default: db.t4g.micro, Description: Size of the database server }");
        document.Parameter("DatabaseStorage", "{ Type: Number, Default: 20, MinValue: 20, Description: Gigabytes of the database's disk }");
    }

    private static void Instance(TemplateSection section, DatabasePlan database, SecretPlan secret) =>
        Named(
            database,
            "DBName",
            section.Add(
                database.InstanceId,
                "Deleting it leaves a snapshot",
                $$"""
                Type: AWS::RDS::DBInstance
                DeletionPolicy: Snapshot
                UpdateReplacePolicy: Snapshot
                Properties:
                  Engine: postgres
                  EngineVersion: '{{database.Version}}'
                  DBInstanceClass: !Ref DatabaseInstanceClass
                  MasterUsername: {{User(database)}}
                  MasterUserPassword: !Sub '{{secret.Reference}}'
                  AllocatedStorage: !Ref DatabaseStorage
                  StorageType: gp3
                  StorageEncrypted: true
                  MultiAZ: !If [HasMultiAz, true, false]
                  PubliclyAccessible: false
                  DBSubnetGroupName: !Ref {{database.Id}}SubnetGroup
                  VPCSecurityGroups: [!Ref {{database.InstanceId}}SecurityGroup]
                  BackupRetentionPeriod: 7
                  CopyTagsToSnapshot: true
                  AutoMinorVersionUpgrade: true
                  DeletionProtection: !If [HasDeletionProtection, true, false]
                """
            )
        );

    private static string User(DatabasePlan database) =>
        database.Username is ['$', '{', .. var parameter, '}'] ? $"!Ref {parameter}" : YamlReader.Quoted(database.Username);

    private static void Named(DatabasePlan database, string property, JsonObject body)
    {
        if (database.DatabaseName is not null)
            ((JsonObject)body["Properties"]!)[property] = database.DatabaseName;
    }

    private static void Aurora(TemplateSection section, DatabasePlan database, SecretPlan secret)
    {
        Named(
            database,
            "DatabaseName",
            section.Add(
                database.ClusterId,
                "Deleting it leaves a snapshot. Without load it sleeps, and costs its storage only",
                $$"""
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Snapshot
                UpdateReplacePolicy: Snapshot
                Properties:
                  Engine: aurora-postgresql
                  EngineVersion: '{{database.Version}}'
                  MasterUsername: {{User(database)}}
                  MasterUserPassword: !Sub '{{secret.Reference}}'
                  ServerlessV2ScalingConfiguration:
                    MinCapacity: 0.5
                    MaxCapacity: !Ref DatabaseMaxCapacity
                  StorageEncrypted: true
                  DBSubnetGroupName: !Ref {{database.Id}}SubnetGroup
                  VpcSecurityGroupIds: [!Ref {{database.InstanceId}}SecurityGroup]
                  BackupRetentionPeriod: 7
                  CopyTagsToSnapshot: true
                  DeletionProtection: !If [HasDeletionProtection, true, false]
                """
            )
        );
        foreach (
            var (id, zone, condition) in new[] { (database.InstanceId, "A", ""), (database.StandbyId, "B", "Condition: HasMultiAz\n") }
        )
            section.Add(
                id,
                null,
                $$"""
                Type: AWS::RDS::DBInstance
                {{condition}}Properties:
                  Engine: aurora-postgresql
                  DBInstanceClass: db.serverless
                  DBClusterIdentifier: !Ref {{database.ClusterId}}
                  AvailabilityZone: !GetAtt PrivateSubnet{{zone}}.AvailabilityZone
                  PubliclyAccessible: false
                """
            );
    }

    private static void Proxy(PublishPlan plan, TemplateSection section, DatabasePlan database, SecretPlan secret)
    {
        section.Add(
            $"{database.ProxyId}Role",
            "The proxy may read the password, and nothing else",
            $$"""
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: '2012-10-17'
                Statement:
                  - Effect: Allow
                    Principal: { Service: rds.amazonaws.com }
                    Action: sts:AssumeRole
              Policies:
                - PolicyName: secret
                  PolicyDocument:
                    Version: '2012-10-17'
                    Statement:
                      - Effect: Allow
                        Action: secretsmanager:GetSecretValue
                        Resource: !Ref {{secret.ResourceId}}
            """
        );
        section.Add(
            database.ProxyId,
            "What the functions connect to",
            $$"""
            Type: AWS::RDS::DBProxy
            Properties:
              DBProxyName: !Sub ${AWS::StackName}-{{Names.Label(database.Name)}}
              EngineFamily: POSTGRESQL
              RequireTLS: true
              RoleArn: !GetAtt {{database.ProxyId}}Role.Arn
              Auth:
                - AuthScheme: SECRETS
                  IAMAuth: {{(database.SignsInWithIam ? "REQUIRED" : "DISABLED")}}
                  SecretArn: !Ref {{secret.ResourceId}}
              VpcSubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
              VpcSecurityGroupIds: [!Ref {{database.ProxyId}}SecurityGroup]
            """
        );
        section
            .Add(
                $"{database.ProxyId}Targets",
                null,
                $$"""
                Type: AWS::RDS::DBProxyTargetGroup
                {{(plan.Options.Aurora ? $"DependsOn: [{database.InstanceId}]" : "Metadata: {}")}}
                Properties:
                  DBProxyName: !Ref {{database.ProxyId}}
                  TargetGroupName: default
                  {{(
                    plan.Options.Aurora
                        ? $"DBClusterIdentifiers: [!Ref {database.ClusterId}]"
                        : $"DBInstanceIdentifiers: [!Ref {database.InstanceId}]"
                )}}
                  ConnectionPoolConfigurationInfo:
                    MaxConnectionsPercent: 90
                    MaxIdleConnectionsPercent: 50
                    ConnectionBorrowTimeout: 120
                """
            )
            .RemoveEmptyMetadata();
    }

    private static void RemoveEmptyMetadata(this JsonObject body)
    {
        if (body["Metadata"] is JsonObject { Count: 0 })
            body.Remove("Metadata");
    }
}
