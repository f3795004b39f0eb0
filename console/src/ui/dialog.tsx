import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.js';
import './dialog.css';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the one that goes on last. */
  actions: ReactNode;
  /** For what stands side by side. @default false */
  isWide?: boolean;
  /** A question that must be answered, not clicked away. @default false */
  isAlert?: boolean;
}

/** A window before the page, which keeps the focus until it is closed and gives it back then. */
export function Dialog(props: DialogProps): ReactElement {
  const { title, isOpen, onClose, children, actions, isAlert = false, isWide = false } = props;
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen={isOpen}
      isDismissable={!isAlert}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`dialog-modal${isWide ? ' dialog-wide' : ''}`}>
        <AriaDialog className="dialog" role={isAlert ? 'alertdialog' : 'dialog'}>
          <header className="dialog-header">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!isAlert && (
              <Button look="quiet" isIcon aria-label="Close" onPress={onClose}>
                <X className="icon" aria-hidden />
              </Button>
            )}
          </header>
          <div className="dialog-body">{children}</div>
          <footer className="dialog-actions">{actions}</footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
