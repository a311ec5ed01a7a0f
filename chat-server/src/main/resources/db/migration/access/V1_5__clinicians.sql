-- Clinicians come into a conversation after its seeker's yes (R21).
ALTER TABLE staff DROP CONSTRAINT staff_role_check;
ALTER TABLE staff ADD CONSTRAINT staff_role_check CHECK (role IN ('peer', 'supervisor', 'coordinator', 'clinician'));
ALTER TABLE invitations DROP CONSTRAINT invitations_role_check;
ALTER TABLE invitations ADD CONSTRAINT invitations_role_check CHECK (role IN ('peer', 'supervisor', 'coordinator', 'clinician'));
